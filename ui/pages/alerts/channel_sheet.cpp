#include "ui/pages/alerts/channel_sheet.h"

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/pages/alerts/alert_rule_sheet.h"
#include "ui/pages/providers/key_entry.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/text/gateway_words.h"
#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/calm_box.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 520;
constexpr int kLastPort = 65'535;
constexpr int kLongestName = 60;

struct Example {
    QLatin1StringView kind;
    const char *url;
};
constexpr Example kExamples[] = {
    {"webhook"_L1, "https://ops.example.org/hooks/switchyard"},
    {"dingtalk"_L1, "https://oapi.dingtalk.com/robot/send?access_token=…"},
    {"feishu"_L1, "https://open.feishu.cn/open-apis/bot/v2/hook/…"},
};

QString exampleOf(const QString &kind)
{
    for (const Example &example : kExamples)
        if (kind == example.kind)
            return QString::fromUtf8(example.url);
    return {};
}

} // namespace

admin::AdminCall channelTestCall(const QString &id)
{
    return {.operation = "alerts.test", .body = {{"channel", id.toStdString()}}};
}

bool channelTestWentWell(const base::Result<base::Json> &answer)
{
    return answer && base::truthOr(base::at(*answer, "ok"));
}

QString channelTestWords(const base::Result<base::Json> &answer)
{
    if (!answer)
        return refusalWords(answer.error());
    if (!channelTestWentWell(answer))
        return gatewayWords(QString::fromStdString(base::textOr(base::at(*answer, "message"))));
    const base::Json &millis = base::at(*answer, "duration_ms");
    const double took = millis.is_number() ? millis.get<double>() : 0;
    return ChannelSheet::tr("The test was taken in %1 ms. See whether it arrived.")
        .arg(QLocale().toString(took, 'f', 0));
}

ChannelSheet::ChannelSheet(admin::AdminClient &client, QWidget &window, AlertConfig config, AlertChannel channel)
    : FormSheet(window, kWidth, tr("Save channel")),
      m_client(client),
      m_config(std::move(config)),
      m_channel(std::move(channel))
{
    setObjectName(u"channelSheet"_s);
    const QString kind = channelKindWord(m_channel.kind);
    setTitle(m_channel.id.isEmpty() ? tr("Add channel") : m_channel.name);
    setSubtitle(kind);
    m_name = addLine(tr("Name"), u"name"_s, m_channel.id.isEmpty() ? kind : m_channel.name, {});
    m_name->setMaxLength(kLongestName);
    if (m_channel.isEmail())
        addMail();
    else
        addAddress();
    addSecret();
    m_severity = makeSeverityBox(m_channel.severity, tr("Sent from this severity on"), form());
    addField(tr("Sent from this severity on"), m_severity, u"severity"_s);
    connect(m_severity, &QComboBox::currentIndexChanged, this, [this] { markEdited(); });
    fields()->addStretch();
    if (!m_channel.id.isEmpty())
        addRemove();
    markSaved();
}

LineEdit *ChannelSheet::addLine(const QString &label, const QString &param, const QString &value,
                                const QString &example, QBoxLayout *into)
{
    auto *out = new LineEdit(form());
    out->setText(value);
    out->setPlaceholderText(example);
    addField(label, out, param, into);
    return out;
}

void ChannelSheet::addAddress()
{
    m_url = addLine(tr("Address"), u"url"_s, m_channel.url, exampleOf(m_channel.kind));
    auto *field = qobject_cast<FormField *>(m_url->parentWidget());
    if (m_channel.kind == "webhook"_L1)
        field->setHint(tr("Messages are posted here as JSON, signed as Standard Webhooks says."));
    else
        field->setHint(tr("The webhook address that the group shows for its custom robot."));
}

void ChannelSheet::addMail()
{
    auto *server = new QHBoxLayout;
    server->setSpacing(16);
    m_host = addLine(tr("Mail server"), u"host"_s, m_channel.host, u"smtp.example.org"_s, server);
    m_port = new QSpinBox(form());
    m_port->setRange(1, kLastPort);
    m_port->setFont(fontFor(TextRole::Body));
    m_port->setGroupSeparatorShown(false);
    m_port->setValue(static_cast<int>(m_channel.port));
    addField(tr("Port"), m_port, u"port"_s, server);
    server->setStretch(0, 1);
    fields()->addLayout(server);
    m_security = new CalmBox(form());
    m_security->addItem(u"STARTTLS"_s, u"starttls"_s);
    m_security->addItem(u"TLS"_s, u"tls"_s);
    m_security->addItem(tr("None"), u"plain"_s);
    m_security->setCurrentIndex(qMax(0, m_security->findData(m_channel.security)));
    addField(tr("Encryption"), m_security, u"security"_s)
        ->setHint(tr("Without encryption no password is sent, but to a server on this computer."));
    m_security->view()->setAccessibleName(m_security->accessibleName());
    connect(m_security, &QComboBox::currentIndexChanged, this, [this] { markEdited(); });
    m_from = addLine(tr("From"), u"from"_s, m_channel.from, u"switchyard@example.org"_s);
    m_to = addLine(tr("To"), u"to"_s, m_channel.to.join(u", "_s), u"ops@example.org, ana@example.org"_s);
    qobject_cast<FormField *>(m_to->parentWidget())->setHint(tr("Several addresses with commas between them."));
    m_user = addLine(tr("User"), u"user"_s, m_channel.user, tr("Empty: without signing in"));
}

void ChannelSheet::addSecret()
{
    const bool mail = m_channel.isEmail();
    const QString label = mail ? tr("Password") : tr("Signing secret");
    m_secret = new KeyEntry(label, form());
    m_secretField = addField(label, m_secret, u"secret"_s);
    if (m_channel.hasSecret)
        m_secretField->setHint(tr("There is one. Leave it empty to keep it."));
    else if (m_channel.kind == "webhook"_L1)
        m_secretField->setHint(tr("Any long random text, or one that begins with whsec_; the receiver needs it, too."));
    else if (!mail)
        m_secretField->setHint(tr("The robot's secret, where its signature check is on."));
    connect(m_secret, &KeyEntry::edited, this, [this] { m_secretField->setError({}); });
    if (!mail)
        return;
    m_pin = addLine(tr("Certificate pin"), u"certificate_pin"_s, m_channel.pin, u"sha256//…"_s);
    qobject_cast<FormField *>(m_pin->parentWidget())
        ->setHint(tr("Only for a server whose certificate this system does not trust."));
}

void ChannelSheet::addRemove()
{
    auto *button = new Button(Button::Kind::Danger, tr("Remove"), this);
    button->setObjectName(u"removeChannel"_s);
    footer()->insertWidget(0, button);
    connect(button, &QAbstractButton::clicked, this, [this, button] {
        if (isBusy())
            return;
        if (m_removing)
            return remove();
        m_removing = true;
        button->setText(tr("Remove for good"));
        say(tr("Its secret goes with it, and what still waits is not sent."));
    });
}

void ChannelSheet::remove()
{
    send(m_client, configCall(m_config, {{"channels", channelsWith(m_config, m_channel.id, nullptr)}}),
         [this](const base::Json &answer) {
             Q_EMIT saved(answer, tr("Channel %1 removed").arg(m_channel.name));
             close();
         });
}

bool ChannelSheet::check()
{
    auto *nameField = qobject_cast<FormField *>(m_name->parentWidget());
    nameField->setError(m_name->text().trimmed().isEmpty() ? tr("Give it a name.") : QString());
    m_secretField->setError(m_secret->problem());
    if (nameField->hasError())
        m_name->setFocus(Qt::OtherFocusReason);
    else if (m_secretField->hasError())
        m_secret->setFocus(Qt::OtherFocusReason);
    return !nameField->hasError() && !m_secretField->hasError();
}

base::Json ChannelSheet::body() const
{
    const auto text = [](const LineEdit *line) { return line->text().trimmed().toStdString(); };
    base::Json out = {{"name", text(m_name)}, {"severity", m_severity->currentData().toString().toStdString()}};
    if (m_channel.id.isEmpty())
        out["kind"] = m_channel.kind.toStdString();
    if (!m_secret->isEmpty())
        out["secret"] = m_secret->value();
    if (m_url)
        out["url"] = text(m_url);
    if (!m_channel.isEmail())
        return out;
    out["host"] = text(m_host);
    out["port"] = m_port->value();
    out["security"] = m_security->currentData().toString().toStdString();
    out["user"] = text(m_user);
    out["from"] = text(m_from);
    out["certificate_pin"] = text(m_pin);
    out["to"] = base::Json::array();
    for (const QString &address : m_to->text().split(u',', Qt::SkipEmptyParts))
        out["to"].push_back(address.trimmed().toStdString());
    return out;
}

void ChannelSheet::submit()
{
    if (!check())
        return;
    send(m_client, configCall(m_config, {{"channels", channelsWith(m_config, m_channel.id, body())}}),
         [this](const base::Json &answer) {
             m_secret->forget();
             Q_EMIT saved(answer, tr("Channel %1 saved").arg(m_name->text().trimmed()));
             close();
         });
}

/// Where it is in a list is told by the gateway, and of no interest here.
void ChannelSheet::fail(const base::Error &error)
{
    base::Error own = error;
    own.param = own.param.substr(own.param.rfind('.') + 1);
    if (own.code == base::ErrorCode::Conflict)
        return say(tr("The channels were changed elsewhere meanwhile. Close this and open it again."));
    FormSheet::fail(own);
}

} // namespace ui
