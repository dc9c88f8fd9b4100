#include "ui/pages/keys/whole_list.h"

#include <utility>

namespace ui {
namespace {

constexpr auto kPageRows = "1000";

} // namespace

WholeList::WholeList(admin::AdminClient &client, std::string operation, QObject *parent)
    : QObject(parent), m_client(client), m_operation(std::move(operation))
{
}

void WholeList::ask()
{
    if (m_asking)
        return;
    m_asking = true;
    m_rows = base::Json::array();
    askFrom({});
}

void WholeList::askFrom(const std::string &cursor)
{
    admin::AdminCall call{.operation = m_operation, .query = {{"limit", kPageRows}}};
    if (!cursor.empty())
        call.query.emplace_back("after", cursor);
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            return take(*answer);
        m_asking = false;
        Q_EMIT failed(answer.error().code);
    });
}

void WholeList::take(const base::Json &answer)
{
    const base::Json &rows = base::at(answer, "data");
    for (const base::Json &row : rows)
        m_rows.push_back(row);
    if (const std::string next = base::textOr(base::at(answer, "next")); !rows.empty() && !next.empty())
        return askFrom(next);
    m_asking = false;
    m_arrived = true;
    Q_EMIT arrived(base::Json{{"data", std::exchange(m_rows, base::Json::array())}});
}

} // namespace ui
