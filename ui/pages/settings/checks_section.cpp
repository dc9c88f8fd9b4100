#include "ui/pages/settings/checks_section.h"

#include <utility>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/widgets/switch.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kMostTimeout = 60;
constexpr std::int64_t kMostTimes = 20;
constexpr auto kMostProviders = "200";

} // namespace

ChecksSection::ChecksSection(admin::AdminClient &client, QWidget *parent)
    : NumberSection(tr("Health checks"), client, parent), m_on(new Switch(Switch::Size::Row, this)), m_onRow(nullptr)
{
    setObjectName(u"checksSection"_s);
    m_on->setObjectName(u"checksOn"_s);
    m_on->setEnabled(false); // until the gateway has said what holds
    m_onRow = addRow(tr("Check providers' keys"),
                     tr("Each key is checked by itself, at no cost: the provider is asked for its models. A call that "
                        "went well counts as a check."),
                     m_on);
    connect(m_on, &Switch::asked, this, &ChecksSection::saveOn);
    addNumber({.name = "health_check_interval_s", .most = kDaySeconds, .least = 1}, tr("Seconds between checks"),
              tr("A key that fails is checked ever less often, up to ten minutes apart."));
    addNumber({.name = "health_check_timeout_s", .most = kMostTimeout, .least = 1}, tr("Seconds until no answer"),
              tr("A check that has no answer by then is tried again."));
    addNumber({.name = "health_check_retries", .most = kMostTimes, .least = 0}, tr("Retries"),
              tr("How often a check without an answer is tried again before it has failed."));
    addNumber({.name = "health_check_failures", .most = kMostTimes, .least = 1}, tr("Failures in a row"),
              tr("So many failed checks mark a key as down. One that is refused is marked at once."));
    addExcept();
}

void ChecksSection::addExcept()
{
    m_except = new TickList(tr("There is no provider yet."), this);
    m_except->setContentsMargins(0, 4, 0, 0);
    m_except->setObjectName(u"checksExcept"_s);
    m_except->setAccessibleName(tr("Providers that are left out"));
    m_except->setEnabled(false); // until the gateway has said what holds
    m_exceptRow =
        addRow(tr("Providers that are left out"),
               tr("Keys of those with a tick are not checked by themselves. Calls still show how they do."), nullptr);
    m_exceptRow->addBelow(m_except);
    connect(m_except, &TickList::edited, this, &ChecksSection::saveExcept);
}

void ChecksSection::take(const base::Json &settings)
{
    m_on->setOn(base::truthOr(base::at(settings, "health_checks")));
    m_on->setEnabled(true);
    m_left.clear();
    for (const base::Json &id : base::at(settings, "health_check_except"))
        m_left += QString::fromStdString(base::textOr(id));
    if (m_except->isEnabled())
        m_except->setTicked(m_left);
    askProviders();
}

void ChecksSection::askProviders()
{
    if (std::exchange(m_asking, true))
        return;
    client().call({.operation = "providers.list", .query = {{"limit", kMostProviders}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_asking = false;
                      if (answer)
                          offer(base::at(*answer, "data"));
                  });
}

void ChecksSection::offer(const base::Json &providers)
{
    std::vector<TickList::Choice> choices;
    for (const base::Json &provider : providers)
        if (base::textOr(base::at(provider, "type")) != "sandbox") // which is never checked
            choices.push_back({QString::fromStdString(base::textOr(base::at(provider, "id"))),
                               QString::fromStdString(base::textOr(base::at(provider, "name")))});
    if (std::exchange(m_choices, choices) != choices)
        m_except->setChoices(choices);
    if (!m_except->isEnabled())
        m_except->setTicked(m_left);
    m_except->setEnabled(true);
}

void ChecksSection::saveOn(bool wanted)
{
    m_on->setPending(wanted);
    send({{"health_checks", wanted}}, [this](const base::Result<base::Json> &answer) {
        m_onRow->setError(answer ? QString() : refusalWords(answer.error()));
        if (!answer)
            m_on->setOn(m_on->isOn()); // as it was
    });
}

void ChecksSection::saveExcept()
{
    base::Json ids = base::Json::array();
    for (const QString &id : m_except->ticked())
        ids.push_back(id.toStdString());
    send({{"health_check_except", std::move(ids)}}, [this](const base::Result<base::Json> &answer) {
        m_exceptRow->setError(answer ? QString() : refusalWords(answer.error()));
        if (!answer)
            m_except->setTicked(m_left); // as it was
    });
}

} // namespace ui
