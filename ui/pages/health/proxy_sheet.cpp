#include "ui/pages/health/proxy_sheet.h"

#include <array>
#include <utility>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/pages/health/day_strip.h"
#include "ui/pages/health/health_words.h"
#include "ui/pages/providers/key_entry.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/text/gateway_words.h"
#include "ui/text/time_text.h"
#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 500;
constexpr int kLastPort = 65'535;
constexpr int kUsualPort = 3128;
constexpr int kLargestWeight = 1000;
constexpr std::array<const char *, 3> kKinds{"http", "https", "socks5h"};

int placeOfKind(const QString &kind)
{
    for (int i = 0; i < int(kKinds.size()); ++i)
        if (kind == QLatin1StringView(kKinds[static_cast<std::size_t>(i)]))
            return i;
    return 0;
}

} // namespace

ProxySheet::ProxySheet(admin::AdminClient &client, QWidget &window, const ProxyRow &row)
    : FormSheet(window, kWidth, row.id.isEmpty() ? tr("Add proxy") : tr("Save proxy")), m_client(client), m_row(row)
{
    setObjectName(u"proxySheet"_s);
    setTitle(row.id.isEmpty() ? tr("Add proxy") : row.name);
    setSubtitle(tr("Providers of the pool are called through a tunnel: the proxy sees where to, and nothing else."));
    if (!row.id.isEmpty())
        addCheck();
    m_name = addLine(tr("Name"), u"name"_s, row.name, {});
    addPlace();
    addLogin();
    m_weight = new QSpinBox(form());
    m_weight->setRange(1, kLargestWeight);
    m_weight->setFont(fontFor(TextRole::Body));
    m_weight->setValue(static_cast<int>(row.weight));
    addField(tr("Weight"), m_weight, u"weight"_s)->setHint(tr("Its share of keys and calls among the proxies."));
    m_enabled = new QCheckBox(tr("Give it new calls"), form());
    m_enabled->setObjectName(u"enabled"_s);
    m_enabled->setChecked(row.enabled);
    m_enabled->setToolTip(tr("Switched off, it finishes what it began and gets nothing new."));
    connect(m_enabled, &QCheckBox::toggled, this, [this] { markEdited(); });
    fields()->addWidget(m_enabled);
    fields()->addStretch();
    if (!row.id.isEmpty())
        addRemove();
    markSaved();
}

LineEdit *ProxySheet::addLine(const QString &label, const QString &param, const QString &value, const QString &example,
                              QBoxLayout *into)
{
    auto *out = new LineEdit(form());
    out->setText(value);
    out->setPlaceholderText(example);
    addField(label, out, param, into);
    return out;
}

/// How it does, and a check.
void ProxySheet::addCheck()
{
    m_state = new Label(TextRole::Body, Tone::Quiet, form());
    m_state->setObjectName(u"proxyState"_s);
    m_state->setWordWrap(true);
    m_check = new Button(Button::Kind::Outlined, tr("Check now"), form());
    m_check->setObjectName(u"checkProxy"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_state, 1);
    row->addWidget(m_check, 0, Qt::AlignTop);
    fields()->addLayout(row);
    connect(m_check, &QAbstractButton::clicked, this, &ProxySheet::check);
    addPast();
    present();
}

/// How it did, day by day.
void ProxySheet::addPast()
{
    m_days = new DayStrip(form());
    m_days->setObjectName(u"proxyDays"_s);
    m_days->setFocusPolicy(Qt::StrongFocus);
    m_shares = new Label(TextRole::Body, Tone::Quiet, form());
    m_shares->setObjectName(u"proxyShares"_s);
    m_shares->setWordWrap(true);
    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    column->addWidget(m_days);
    column->addWidget(m_shares);
    fields()->addLayout(column);
}

void ProxySheet::present()
{
    const QDateTime now = QDateTime::currentDateTime();
    const HealthWord word = proxyWord(m_row);
    QStringList words{word.text};
    if (m_row.state == "down"_L1 && m_row.downSince.isValid())
        words += tr("since %1").arg(clockText(m_row.downSince, now));
    if (m_row.open > 0)
        words += tr("%n call(s) under way", nullptr, static_cast<int>(m_row.open));
    if (m_row.checkedAt.isValid())
        words += tr("checked %1").arg(agoText(m_row.checkedAt, now));
    QString text = words.join(u" · "_s);
    if (!m_row.lastError.isEmpty())
        text += u'\n' + tr("Last error, %1: %2").arg(clockText(m_row.lastErrorAt, now), gatewayWords(m_row.lastError));
    m_state->setText(text);
    m_state->setTone(word.bad() ? word.tone : Tone::Quiet);
    m_days->setPast(m_row.past);
    m_shares->setText(tr("Available: 24 hours %1, 7 days %2, 30 days %3")
                          .arg(shareText(m_row.past.share(HealthSpan::Day)),
                               shareText(m_row.past.share(HealthSpan::Week)),
                               shareText(m_row.past.share(HealthSpan::Month))));
}

void ProxySheet::check()
{
    if (std::exchange(m_checking, true)) // the button stays enabled: else the focus would wander off
        return;
    m_check->setText(tr("Checking…"));
    m_client.call({.operation = "health.proxy.check", .path = {{"id", m_row.id.toStdString()}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_checking = false;
                      m_check->setText(tr("Check now"));
                      if (!answer)
                          return say(refusalWords(answer.error()));
                      m_row = parseProxyRow(*answer);
                      present();
                      Q_EMIT changed();
                  });
}

void ProxySheet::addPlace()
{
    m_kind = new SegmentedControl({u"HTTP"_s, u"HTTPS"_s, u"SOCKS5"_s}, form());
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->setCurrent(placeOfKind(m_row.kind));
    addField(tr("Kind"), m_kind, u"kind"_s)->setHint(tr("Names of providers are looked up at the proxy."));
    connect(m_kind, &SegmentedControl::chosen, this, [this] { markEdited(); });
    auto *line = new QHBoxLayout;
    line->setSpacing(16);
    m_host = addLine(tr("Host"), u"host"_s, m_row.host, u"proxy.example.org"_s, line);
    m_port = new QSpinBox(form());
    m_port->setRange(1, kLastPort);
    m_port->setFont(fontFor(TextRole::Body));
    m_port->setGroupSeparatorShown(false);
    m_port->setValue(m_row.port > 0 ? static_cast<int>(m_row.port) : kUsualPort);
    addField(tr("Port"), m_port, u"port"_s, line);
    line->setStretch(0, 1);
    fields()->addLayout(line);
}

void ProxySheet::addLogin()
{
    m_user = addLine(tr("User"), u"user"_s, m_row.user, tr("Empty: without signing in"));
    m_secret = new KeyEntry(tr("Password"), form());
    m_secretField = addField(tr("Password"), m_secret, u"secret"_s);
    if (!m_row.user.isEmpty())
        m_secretField->setHint(tr("Leave it empty to keep the one there is."));
    connect(m_secret, &KeyEntry::edited, this, [this] { m_secretField->setError({}); });
}

void ProxySheet::addRemove()
{
    auto *button = new Button(Button::Kind::Danger, tr("Remove"), this);
    button->setObjectName(u"removeProxy"_s);
    footer()->insertWidget(0, button);
    connect(button, &QAbstractButton::clicked, this, [this, button] {
        if (isBusy())
            return;
        if (m_removing)
            return remove();
        m_removing = true;
        button->setText(tr("Remove for good"));
        say(tr("Its password goes with it. What is under way through it finishes."));
    });
}

void ProxySheet::remove()
{
    send(m_client, {.operation = "proxies.delete", .path = {{"id", m_row.id.toStdString()}}},
         [this](const base::Json &) {
             Q_EMIT said(tr("Proxy %1 removed").arg(m_row.name));
             Q_EMIT changed();
             close();
         });
}

base::Json ProxySheet::body() const
{
    const auto text = [](const LineEdit *line) { return line->text().trimmed().toStdString(); };
    base::Json out = {{"name", text(m_name)},
                      {"kind", kKinds[static_cast<std::size_t>(m_kind->current())]},
                      {"host", text(m_host)},
                      {"port", m_port->value()},
                      {"user", text(m_user)},
                      {"weight", m_weight->value()},
                      {"enabled", m_enabled->isChecked()}};
    if (!m_secret->isEmpty())
        out["secret"] = m_secret->value();
    else if (m_user->text().trimmed().isEmpty()) // nobody to go with it
        out["secret"] = "";
    return out;
}

void ProxySheet::submit()
{
    auto *nameField = qobject_cast<FormField *>(m_name->parentWidget());
    auto *hostField = qobject_cast<FormField *>(m_host->parentWidget());
    nameField->setError(m_name->text().trimmed().isEmpty() ? tr("Give it a name.") : QString());
    hostField->setError(m_host->text().trimmed().isEmpty() ? tr("Say where it is.") : QString());
    m_secretField->setError(m_secret->problem());
    if (nameField->hasError())
        return m_name->setFocus(Qt::OtherFocusReason);
    if (hostField->hasError())
        return m_host->setFocus(Qt::OtherFocusReason);
    if (m_secretField->hasError())
        return m_secret->setFocus(Qt::OtherFocusReason);
    admin::AdminCall call{.operation = "proxies.create", .body = body()};
    if (!m_row.id.isEmpty()) {
        call.operation = "proxies.update";
        call.path = {{"id", m_row.id.toStdString()}};
    }
    send(m_client, std::move(call), [this](const base::Json &answer) {
        m_secret->forget();
        Q_EMIT said(tr("Proxy %1 saved").arg(QString::fromStdString(base::textOr(base::at(answer, "name")))));
        Q_EMIT changed();
        close();
    });
}

} // namespace ui
