#include "ui/pages/keys/password_sheet.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/once_box.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

PasswordSheet::PasswordSheet(QWidget &window, admin::AdminClient &client, SecretClipboard &clipboard,
                             const QString &userId, const QString &userName)
    : Sheet(window, metric::kSheetWidth),
      m_client(client),
      m_clipboard(clipboard),
      m_userId(userId),
      m_userName(userName),
      m_content(new QWidget),
      m_words(new Label(TextRole::Body, Tone::Plain, m_content)),
      m_trouble(new Label(TextRole::Body, Tone::Error, m_content)),
      m_cancel(new Button(Button::Kind::Secondary, tr("Cancel"), this)),
      m_act(new Button(Button::Kind::Primary, tr("Make the password"), this))
{
    setObjectName(u"passwordSheet"_s);
    setTitle(tr("One-time password"));
    setSubtitle(userName);
    m_words->setText(
        tr("A password is made that is good for one sign-in: then %1 must choose another one. The password "
           "they have now ends, and all their sign-ins end with it. Their keys go on.")
            .arg(userName));
    m_words->setWordWrap(true);
    m_trouble->setObjectName(u"passwordTrouble"_s);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    m_act->setObjectName(u"makePassword"_s);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(24, 12, 24, 24);
    column->setSpacing(20);
    column->addWidget(m_words);
    column->addWidget(m_trouble);
    column->addStretch();
    setContent(m_content);
    footer()->addStretch();
    footer()->addWidget(m_cancel);
    footer()->addWidget(m_act);
    connect(m_cancel, &QAbstractButton::clicked, this, &Sheet::close);
    connect(m_act, &QAbstractButton::clicked, this, &PasswordSheet::make);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

void PasswordSheet::make()
{
    m_act->setEnabled(false);
    m_client.call(
        {.operation = "users.password", .path = {{"id", m_userId.toStdString()}}, .body = base::Json::object()}, this,
        [this](const base::Result<base::Json> &answer) {
            m_act->setEnabled(true);
            QString password = answer ? QString::fromStdString(base::textOr(base::at(*answer, "password"))) : QString();
            if (!password.isEmpty())
                showPassword(password);
            password.fill(u'\0');
            if (answer)
                return;
            m_trouble->setText(refusalWords(answer.error()));
            m_trouble->show();
        });
}

void PasswordSheet::showPassword(const QString &password)
{
    m_trouble->hide();
    m_act->hide();
    m_cancel->hide();
    m_words->setText(
        tr("Give it to %1 yourself. It works until their first sign-in, which asks for another one.").arg(m_userName));
    auto *box =
        new OnceBox({tr("Shown this one time"), tr("Copy password"), tr("The password is no longer on the clipboard.")},
                    password, m_clipboard, m_content);
    box->setNames(u"newPassword"_s, u"copyPassword"_s, u"clipboardClock"_s);
    qobject_cast<QVBoxLayout *>(m_content->layout())->insertWidget(0, box);
    auto *done = new Button(Button::Kind::Primary, tr("Done"), this);
    done->setObjectName(u"passwordDone"_s);
    footer()->addWidget(done);
    connect(done, &QAbstractButton::clicked, this, &Sheet::close);
    box->setFocus(Qt::TabFocusReason);
}

} // namespace ui
