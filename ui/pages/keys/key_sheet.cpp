#include "ui/pages/keys/key_sheet.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/keys/key_form.h"
#include "ui/pages/keys/new_key_view.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPadding = 24;

} // namespace

KeySheet::KeySheet(QWidget &window, admin::AdminClient &client, SecretClipboard &clipboard)
    : Sheet(window, metric::kSheetWidth),
      m_client(client),
      m_clipboard(clipboard),
      m_content(new QWidget),
      m_form(new KeyForm(m_content))
{
    setObjectName(u"keySheet"_s);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(kPadding, 12, kPadding, kPadding);
    column->setSpacing(28);
    column->addWidget(m_form);
    column->addStretch();
    setContent(m_content);
    connect(m_form, &KeyForm::submitted, this, &KeySheet::save);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

void KeySheet::openNew()
{
    buildFooter(tr("Create key"));
    start(tr("Create a key"), tr("One for each app or person"));
}

void KeySheet::openKey(const KeyRow &row)
{
    m_id = row.id;
    m_form->setRow(row);
    buildActs(row);
    buildFooter(tr("Save changes"));
    start(row.name, tr("%1…, created %2").arg(row.prefix, dayText(row.createdAt)));
}

void KeySheet::start(const QString &title, const QString &subtitle)
{
    setTitle(title);
    setSubtitle(subtitle);
    open();
    m_form->setFocus(Qt::TabFocusReason);
}

void KeySheet::buildFooter(const QString &act)
{
    m_connect = new Button(Button::Kind::Outlined, tr("Show how to connect"), this);
    m_connect->setObjectName(u"connectKey"_s);
    m_connect->setVisible(!m_id.isEmpty());
    m_cancel = new Button(Button::Kind::Outlined, tr("Cancel"), this);
    m_act = new Button(Button::Kind::Primary, act, this);
    m_act->setObjectName(u"saveKey"_s);
    footer()->addWidget(m_connect);
    footer()->addStretch();
    footer()->addWidget(m_cancel);
    footer()->addWidget(m_act);
    connect(m_cancel, &QAbstractButton::clicked, this, &Sheet::close);
    connect(m_act, &QAbstractButton::clicked, this, &KeySheet::save);
    connect(m_connect, &QAbstractButton::clicked, this, [this] {
        const QString id = m_id;
        close();
        Q_EMIT connectWanted(id);
    });
}

void KeySheet::addAct(const QString &title, const QString &text, Button *button)
{
    auto *name = new Label(TextRole::Emphasis, Tone::Plain, m_acts);
    name->setText(title);
    auto *words = new Label(TextRole::Body, Tone::Quiet, m_acts);
    words->setText(text);
    words->setWordWrap(true);
    auto *both = new QVBoxLayout;
    both->setSpacing(2);
    both->addWidget(name);
    both->addWidget(words);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addLayout(both, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    m_acts->layout()->addItem(row);
}

void KeySheet::buildActs(const KeyRow &row)
{
    m_acts = new QWidget(m_content);
    auto *column = new QVBoxLayout(m_acts);
    column->setContentsMargins({});
    column->setSpacing(16);
    const bool revoked = row.revokedAt.isValid();
    if (!revoked) {
        m_rotate = new Button(Button::Kind::Outlined, tr("Rotate"), m_acts);
        m_rotate->setObjectName(u"rotateKey"_s);
        addAct(tr("Rotate"), tr("Makes a new key with the same name and rights. The old one ends at once."), m_rotate);
        connect(m_rotate, &QAbstractButton::clicked, this, &KeySheet::rotate);
        auto *revoke = new Button(Button::Kind::Danger, tr("Revoke"), m_acts);
        revoke->setObjectName(u"revokeKey"_s);
        addAct(tr("Revoke"), tr("Calls with it are refused from then on. It stays in the list."), revoke);
        connect(revoke, &QAbstractButton::clicked, this, [this, row] {
            close();
            Q_EMIT revokeWanted(row);
        });
    }
    auto *remove = new Button(Button::Kind::Danger, tr("Remove"), m_acts);
    remove->setObjectName(u"removeKey"_s);
    addAct(tr("Remove"), tr("Calls with it are refused, and it leaves the list. Its past calls and costs stay."),
           remove);
    connect(remove, &QAbstractButton::clicked, this, [this, row] {
        close();
        Q_EMIT removeWanted(row);
    });
    qobject_cast<QVBoxLayout *>(m_content->layout())->insertWidget(1, m_acts);
}

void KeySheet::setBusy(bool busy)
{
    m_act->setEnabled(!busy);
    if (m_rotate)
        m_rotate->setEnabled(!busy);
}

void KeySheet::save()
{
    const auto body = m_form->body();
    if (!body || !m_act->isEnabled())
        return;
    if (body->empty())
        return close(); // nothing is different
    setBusy(true);
    if (m_id.isEmpty())
        return m_client.call({.operation = "api_keys.create", .body = *body}, this,
                             [this](const base::Result<base::Json> &answer) { takeNew(answer); });
    m_client.call({.operation = "api_keys.update", .path = {{"id", m_id.toStdString()}}, .body = *body}, this,
                  [this](const base::Result<base::Json> &answer) {
                      setBusy(false);
                      if (!answer)
                          return m_form->showError(answer.error());
                      Q_EMIT changed();
                      close();
                  });
}

/// Nothing brings the old key back, so the button asks to be pressed twice.
void KeySheet::rotate()
{
    if (!m_rotate->property("asked").toBool()) {
        m_rotate->setProperty("asked", true);
        m_rotate->setText(tr("End the old key now"));
        return;
    }
    setBusy(true);
    m_client.call({.operation = "api_keys.rotate", .path = {{"id", m_id.toStdString()}}}, this,
                  [this](const base::Result<base::Json> &answer) { takeNew(answer); });
}

void KeySheet::takeNew(const base::Result<base::Json> &answer)
{
    setBusy(false);
    if (!answer)
        return m_form->showError(answer.error());
    const auto row = parseKey(*answer);
    QString key = QString::fromStdString(base::textOr(base::at(*answer, "key")));
    if (!row || key.isEmpty())
        return m_form->showError({});
    showNew(*row, key);
    Q_EMIT made(*row, key);
    Q_EMIT changed();
    key.fill(u'\0');
}

void KeySheet::showNew(const KeyRow &row, const QString &key)
{
    m_id = row.id;
    m_form->hide();
    if (m_acts)
        m_acts->hide();
    m_act->hide();
    m_cancel->hide();
    m_connect->hide();
    setTitle(tr("Key created"));
    setSubtitle(row.name);
    m_view = new NewKeyView(row, key, m_clipboard, m_content);
    qobject_cast<QVBoxLayout *>(m_content->layout())->insertWidget(0, m_view, 1);
    m_stored = new QCheckBox(tr("I have stored the key"), this);
    m_stored->setObjectName(u"keyStored"_s);
    m_done = new Button(Button::Kind::Primary, tr("Done"), this);
    m_done->setObjectName(u"keyDone"_s);
    m_done->setEnabled(false);
    footer()->insertWidget(0, m_stored);
    footer()->addWidget(m_done);
    connect(m_stored, &QCheckBox::toggled, m_done, &QWidget::setEnabled);
    connect(m_done, &QAbstractButton::clicked, this, &Sheet::close);
    setMayClose([this] {
        if (!m_stored->isChecked())
            m_stored->setFocus(Qt::TabFocusReason); // what is left to do, and nothing is lost by a stray click
        return m_stored->isChecked();
    });
    m_view->setFocus(Qt::TabFocusReason);
}

} // namespace ui
