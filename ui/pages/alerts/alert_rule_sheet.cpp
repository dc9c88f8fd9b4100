#include "ui/pages/alerts/alert_rule_sheet.h"

#include <QAbstractItemView>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/text/alert_words.h"
#include "ui/theme/typography.h"
#include "ui/widgets/calm_box.h"
#include "ui/widgets/form_field.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 440;
constexpr int kPercent = 100;
constexpr int kMostMillis = 600'000;
constexpr int kMostDollars = 1'000'000;
constexpr int kMostMinutes = 60;
constexpr int kMostSeconds = 86'400;

} // namespace

QComboBox *makeSeverityBox(const QString &chosen, const QString &name, QWidget *parent)
{
    auto *out = new CalmBox(parent);
    out->setAccessibleName(name);
    out->view()->setAccessibleName(name);
    for (const char *word : {"info", "warning", "critical"})
        out->addItem(severityWord(QString::fromLatin1(word)), QString::fromLatin1(word));
    out->setCurrentIndex(qMax(0, out->findData(chosen)));
    return out;
}

AlertRuleSheet::AlertRuleSheet(admin::AdminClient &client, QWidget &window, AlertConfig config, AlertRule rule)
    : FormSheet(window, kWidth, tr("Save")), m_client(client), m_config(std::move(config)), m_rule(std::move(rule))
{
    setObjectName(u"alertRuleSheet"_s);
    setTitle(alertKindTitle(m_rule.id));
    setSubtitle(alertKindMeaning(m_rule.id));
    m_severity = makeSeverityBox(m_rule.severity, tr("Severity"), form());
    addField(tr("Severity"), m_severity, u"severity"_s)
        ->setHint(tr("Each channel says from which severity on it is told."));
    connect(m_severity, &QComboBox::currentIndexChanged, this, [this] { markEdited(); });
    if (m_rule.threshold) {
        const bool percent = m_rule.unit == "percent"_L1;
        const bool millis = m_rule.unit == "milliseconds"_L1;
        const QString label = m_rule.unit == "dollars"_L1 ? tr("Told below") : tr("Told from");
        m_threshold = addNumber(label, u"threshold"_s,
                                percent  ? kPercent
                                : millis ? kMostMillis
                                         : kMostDollars,
                                *m_rule.threshold,
                                percent  ? u" %"_s
                                : millis ? tr(" ms")
                                         : tr(" US dollars"));
    }
    if (m_rule.windowMinutes)
        m_window = addNumber(tr("Over the last"), u"window_minutes"_s, kMostMinutes, *m_rule.windowMinutes, tr(" min"));
    m_for = addNumber(tr("For at least"), u"for_seconds"_s, kMostSeconds, m_rule.forSeconds, tr(" s"));
    m_for->setMinimum(0);
    m_for->setValue(static_cast<int>(m_rule.forSeconds));
    qobject_cast<FormField *>(m_for->parentWidget())
        ->setHint(tr("So long it must be so before anybody is told, and be over before that is told."));
    fields()->addStretch();
    markSaved();
}

QSpinBox *AlertRuleSheet::addNumber(const QString &label, const QString &param, int most, qint64 value,
                                    const QString &suffix)
{
    auto *out = new QSpinBox(form());
    out->setRange(1, most);
    out->setSuffix(suffix);
    out->setFont(fontFor(TextRole::Body));
    out->setValue(static_cast<int>(value));
    addField(label, out, param);
    return out;
}

void AlertRuleSheet::submit()
{
    base::Json rule = {{"kind", m_rule.id.toStdString()},
                       {"severity", m_severity->currentData().toString().toStdString()},
                       {"for_seconds", m_for->value()}};
    if (m_threshold)
        rule["threshold"] = m_threshold->value();
    if (m_window)
        rule["window_minutes"] = m_window->value();
    send(m_client, configCall(m_config, {{"rules", base::Json::array({std::move(rule)})}}),
         [this](const base::Json &answer) {
             Q_EMIT saved(answer);
             close();
         });
}

/// Where it is in a list is told by the gateway, and of no interest here.
void AlertRuleSheet::fail(const base::Error &error)
{
    base::Error own = error;
    own.param = own.param.substr(own.param.rfind('.') + 1);
    FormSheet::fail(own);
}

} // namespace ui
