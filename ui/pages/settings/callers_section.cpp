#include "ui/pages/settings/callers_section.h"

#include <algorithm>
#include <iterator>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/list_row.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// As the gateway names them, in the order they are offered in.
constexpr std::string_view kHeaders[] = {"x-forwarded-for", "forwarded"};

} // namespace

CallersSection::CallersSection(admin::AdminClient &client, QWidget *parent)
    : SettingSection(tr("Who may call"), parent), m_client(client)
{
    setObjectName(u"callersSection"_s);
    addLists();
    addHeader();
    addMetrics();
}

void CallersSection::addLists()
{
    const QString ranges = u"192.168.1.0/24\n2001:db8::/32"_s;
    const ListRow::Words rows[] = {
        {"allowed_addresses", tr("Addresses that may call"),
         tr("Addresses and ranges, one a line. Nothing here: all of them. This computer always may."), ranges},
        {"denied_addresses", tr("Addresses that may not call"),
         tr("They are turned away before any key is looked at, whatever else stands here. Nothing here: none."),
         ranges},
        {"allowed_hosts", tr("Names it is called by"),
         tr("One a line, with the port where a proxy has another. Nothing here: it answers to its addresses and to "
            "localhost only, so that no web page reaches it by a name of its own."),
         u"router.lan\nrouter.lan:8443"_s},
        {"allowed_origins", tr("Web pages that may call"),
         tr("Their origins, one a line, exactly as browsers name them. They may call models with a key, and nothing "
            "else. Nothing here: no web page may."),
         u"https://chat.lan\nhttp://localhost:3000"_s},
        {"trusted_proxies", tr("Proxies in front of it"),
         tr("Addresses and ranges, one a line, whose word about who calls is believed. Nothing here: nobody's is."),
         u"192.168.1.2"_s},
    };
    for (const ListRow::Words &words : rows) {
        m_lists.push_back(new ListRow(m_client, *this, words));
        connect(m_lists.back(), &ListRow::saved, this, &CallersSection::saved);
    }
}

void CallersSection::addHeader()
{
    m_header = new SegmentedControl({u"X-Forwarded-For"_s, u"Forwarded"_s}, this);
    m_header->setObjectName(u"forwardedHeader"_s);
    m_header->setEnabled(false); // until the gateway has said what holds
    m_headerRow = addRow(
        tr("Header that names the caller"),
        tr("The one in which those proxies say for whom they ask. They must not pass on what callers wrote into it."),
        m_header);
    connect(m_header, &SegmentedControl::chosen, this,
            [this](int index) { save({{"forwarded_header", kHeaders[index]}}, *m_headerRow); });
}

void CallersSection::addMetrics()
{
    m_metrics = new Switch(Switch::Size::Row, this);
    m_metrics->setObjectName(u"metricsOpen"_s);
    m_metrics->setEnabled(false); // until the gateway has said what holds
    m_metricsRow = addRow(tr("Metrics without a key"),
                          tr("Programs on this computer may read /metrics without one; others need one."), m_metrics);
    connect(m_metrics, &Switch::asked, this, [this](bool wanted) {
        m_metrics->setPending(wanted);
        save({{"metrics_open", wanted}}, *m_metricsRow);
    });
}

void CallersSection::setSettings(const base::Json &settings)
{
    for (ListRow *row : m_lists)
        row->setSettings(settings);
    if (m_saving > 0)
        return;
    m_settings = settings;
    show();
}

/// What is no list. An older gateway has no such settings.
void CallersSection::show()
{
    const std::string header = base::textOr(base::at(m_settings, "forwarded_header"));
    const auto *hit = std::ranges::find(kHeaders, header);
    m_header->setEnabled(hit != std::end(kHeaders));
    if (hit != std::end(kHeaders))
        m_header->setCurrent(static_cast<int>(hit - kHeaders));
    const base::Json &metrics = base::at(m_settings, "metrics_open");
    m_metrics->setEnabled(metrics.is_boolean());
    m_metrics->setOn(base::truthOr(metrics));
}

void CallersSection::save(base::Json change, SettingRow &row)
{
    ++m_saving;
    m_client.call({.operation = "settings.update", .body = std::move(change)}, this,
                  [this, &row](const base::Result<base::Json> &answer) {
                      --m_saving;
                      row.setError(answer ? QString() : refusalWords(answer.error()));
                      if (!answer)
                          return show(); // as it was
                      setSettings(*answer);
                      Q_EMIT saved();
                  });
}

} // namespace ui
