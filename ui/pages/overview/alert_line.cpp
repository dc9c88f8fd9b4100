#include "ui/pages/overview/alert_line.h"

#include <QHBoxLayout>

#include "ui/text/alert_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_dot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kHeight = 52;
constexpr int kDot = 10;

/// The one that matters most, the newest of those; null where none is told.
const base::Json &worstOf(const base::Json &alerts)
{
    static const base::Json none;
    for (const char *severity : {"critical", "warning", "info"})
        for (const base::Json &alert : alerts)
            if (base::textOr(base::at(alert, "severity")) == severity)
                return alert;
    return none;
}

} // namespace

AlertLine::AlertLine(QWidget *parent)
    : Card(parent),
      m_dot(new StatusDot(kDot, this)),
      m_words(new Label(TextRole::Emphasis, Tone::Plain, this)),
      m_more(new Label(TextRole::Body, Tone::Quiet, this)),
      m_view(new Button(Button::Kind::Text, tr("View alerts"), this))
{
    setObjectName(u"openAlertLine"_s);
    setFixedHeight(kHeight);
    m_words->setObjectName(u"openAlertWords"_s);
    m_words->setElided(true);
    m_more->setObjectName(u"moreOpenAlerts"_s);
    m_view->setObjectName(u"viewAlerts"_s);
    connect(m_view, &QAbstractButton::clicked, this, &AlertLine::wanted);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    row->setSpacing(12);
    row->addWidget(m_dot);
    row->addWidget(m_words);
    row->addWidget(m_more);
    row->addStretch(1);
    row->addWidget(m_view);
    hide();
}

void AlertLine::setStatus(const base::Json &status)
{
    const base::Json &alerts = base::at(status, "alerts");
    const auto open = static_cast<int>(base::integerOr(base::at(alerts, "open")));
    const base::Json &worst = worstOf(base::at(alerts, "desktop"));
    const bool critical = base::textOr(base::at(worst, "severity")) == "critical";
    m_dot->setTone(critical ? Tone::Error : Tone::Warn);
    m_words->setText(worst.is_null() ? tr("%n alert(s) are open", nullptr, open) : alertHeadline(worst));
    m_more->setText(tr("and %n more", nullptr, open - 1));
    m_more->setVisible(!worst.is_null() && open > 1);
    setVisible(open > 0);
}

} // namespace ui
