#include "ui/pages/routing/simulator_sheet.h"

#include <chrono>

#include <QTimer>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/routing/route_view.h"
#include "ui/pages/routing/sample_call.h"
#include "ui/theme/metrics.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kSide = 24;
constexpr auto kTypingPause = 250ms;

} // namespace

SimulatorSheet::SimulatorSheet(admin::AdminClient &client, QWidget &window, const RouteNames &names)
    : Sheet(window, 520), m_client(client), m_pause(new QTimer(this))
{
    setObjectName(u"simulatorSheet"_s);
    setTitle(tr("Where would a call go?"));
    setSubtitle(tr("Nothing is sent and nothing is counted."));
    auto *content = new QWidget;
    m_call = new SampleCall(names, content);
    m_route = new RouteView(content);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSide, 8, kSide, kSide);
    column->setSpacing(20);
    column->addWidget(m_call);
    column->addWidget(m_route, 1);
    setContent(content);
    m_pause->setSingleShot(true);
    m_pause->setInterval(kTypingPause);
    connect(m_call, &SampleCall::edited, m_pause, qOverload<>(&QTimer::start));
    connect(m_pause, &QTimer::timeout, this, &SimulatorSheet::explain);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
    explain();
}

void SimulatorSheet::explain()
{
    m_client.call({.operation = "router.simulate", .body = m_call->body()}, this,
                  [this, number = ++m_asked](const base::Result<base::Json> &answer) {
                      if (number != m_asked)
                          return;
                      if (answer)
                          m_route->showRoute(parseRoute(*answer));
                      else
                          m_route->showTrouble(refusalWords(answer.error()));
                  });
}

} // namespace ui
