#include "ui/widgets/secret_field.h"

#include <chrono>

#include <QHBoxLayout>
#include <QTimer>

#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kRevealedFor = 10s;

} // namespace

SecretField::SecretField(const QString &accessibleName, QWidget *parent)
    : QWidget(parent),
      m_edit(new LineEdit(this)),
      m_eye(new Button(Button::Kind::Plain, {}, this)),
      m_hideAgain(new QTimer(this))
{
    setFocusProxy(m_edit);
    m_edit->setAccessibleName(accessibleName);
    m_edit->setFont(fontFor(TextRole::Code));
    m_edit->setDragEnabled(false);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase
                                | Qt::ImhSensitiveData);
    m_edit->setContextMenuPolicy(Qt::NoContextMenu); // it offers Undo, which brings a cleared secret back
    m_eye->setCheckable(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_eye);
    m_hideAgain->setSingleShot(true);
    m_hideAgain->setInterval(kRevealedFor);
    connect(m_hideAgain, &QTimer::timeout, this, [this] { setRevealed(false); });
    connect(m_eye, &QAbstractButton::toggled, this, &SecretField::setRevealed);
    connect(m_edit, &QLineEdit::textEdited, this, &SecretField::edited);
    setRevealed(false);
}

bool SecretField::isEmpty() const
{
    return m_edit->text().isEmpty();
}

base::Secret SecretField::peek() const
{
    QByteArray bytes = m_edit->text().trimmed().toUtf8();
    base::Secret out(bytes.toStdString());
    bytes.fill('\0');
    return out;
}

base::Secret SecretField::take()
{
    base::Secret out = peek();
    const auto length = m_edit->text().size();
    m_edit->setText(QString(length, u'\0')); // replaces it in the field's own buffer before that is let go
    m_edit->clear();
    setRevealed(false);
    return out;
}

void SecretField::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void SecretField::setInvalid(bool invalid)
{
    m_edit->setInvalid(invalid);
}

void SecretField::setRevealed(bool revealed)
{
    m_edit->setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setChecked(revealed);
    m_eye->setIconName(revealed ? u"eye-off"_s : u"eye"_s);
    const QString name = revealed ? tr("Hide") : tr("Show for ten seconds");
    m_eye->setAccessibleName(name);
    m_eye->setToolTip(name);
    if (revealed)
        m_hideAgain->start();
    else
        m_hideAgain->stop();
}

void SecretField::hideEvent(QHideEvent *)
{
    setRevealed(false);
}

} // namespace ui
