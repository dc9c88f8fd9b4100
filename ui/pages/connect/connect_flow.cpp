#include "ui/pages/connect/connect_flow.h"

#include <utility>

#include "ui/pages/connect/call_watch.h"
#include "ui/pages/connect/snippet_card.h"
#include "ui/pages/connect/target_card.h"
#include "ui/pages/keys/key_sheet.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kUsualBase = "http://127.0.0.1:4141"_L1;

} // namespace

ConnectFlow::ConnectFlow(admin::AdminClient &client, Parts parts) : m_client(client), m_parts(parts)
{
    connect(&m_parts.target, &TargetCard::keyChosen, this, &ConnectFlow::followKey);
    connect(&m_parts.target, &TargetCard::modelChosen, this, &ConnectFlow::present);
    connect(&m_parts.target, &TargetCard::newKeyWanted, this, &ConnectFlow::openNewKey);
    connect(&m_parts.watch, &CallWatch::failed, this, &ConnectFlow::failed);
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &ConnectFlow::followEndpoint);
    followEndpoint();
    followKey();
}

ConnectFlow::~ConnectFlow()
{
    delete m_sheet; // it lies over the window, which may stay
    for (QString &key : m_made)
        key.fill(u'\0');
}

void ConnectFlow::refresh()
{
    askModels();
    if (m_asking)
        return;
    m_asking = true;
    m_arriving.clear();
    askKeys({});
}

void ConnectFlow::setSnippet(const Snippet &snippet)
{
    m_snippet = snippet;
    followEndpoint();
}

void ConnectFlow::askKeys(const std::string &cursor)
{
    admin::AdminCall call{.operation = "api_keys.list", .query = {{"limit", "1000"}}};
    if (!cursor.empty())
        call.query.emplace_back("after", cursor);
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            return takeKeys(*answer);
        m_asking = false;
        Q_EMIT failed(answer.error().code);
    });
}

void ConnectFlow::takeKeys(const base::Json &answer)
{
    const QDateTime now = QDateTime::currentDateTime();
    std::vector<KeyRow> rows = parseKeys(answer);
    const bool more = !rows.empty();
    for (KeyRow &row : rows)
        if (row.stateAt(now) == KeyState::Active)
            m_arriving.push_back(std::move(row));
    if (const std::string next = base::textOr(base::at(answer, "next")); more && !next.empty())
        return askKeys(next);
    m_asking = false;
    Q_EMIT answered();
    m_parts.target.setKeys(std::exchange(m_arriving, {}));
    if (!m_wanted.isEmpty() && m_parts.target.chooseKey(m_wanted))
        m_wanted.clear();
    if (std::exchange(m_askAgain, false))
        refresh();
}

void ConnectFlow::askModels()
{
    if (m_askingModels)
        return;
    m_askingModels = true;
    m_client.call({.operation = "providers.list", .query = {{"limit", "1000"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_askingModels = false;
                      if (answer) // a failure shows as a list that stands still; the keys speak for both
                          takeModels(*answer);
                  });
}

void ConnectFlow::takeModels(const base::Json &answer)
{
    OfferedModels offered = parseOfferedModels(answer);
    for (const base::Json &provider : base::at(answer, "data"))
        if (base::truthOr(base::at(provider, "enabled")) && base::truthOr(base::at(provider, "any_model"))
            && base::at(provider, "models").empty())
            askNames(provider);
    offered.names += m_named;
    if (offered.names.removeAll(u"sandbox"_s) > 0)
        offered.names += u"sandbox"_s; // it is always there: who has added another provider means that one
    m_parts.target.setModels(offered);
}

/// A provider that passes any name has none in its list: it is asked once what it serves, so that a name that works
/// stands in the snippet.
void ConnectFlow::askNames(const base::Json &provider)
{
    const std::string id = base::textOr(base::at(provider, "id"));
    if (base::textOr(base::at(provider, "type")) == "sandbox" || !m_asked.insert(id).second)
        return;
    const QString name = QString::fromStdString(base::textOr(base::at(provider, "name")));
    m_client.call({.operation = "providers.discover", .path = {{"id", id}}, .body = base::Json::object()}, this,
                  [this, name](const base::Result<base::Json> &answer) {
                      if (!answer)
                          return;
                      for (const base::Json &row : base::at(*answer, "data"))
                          m_named += name + u'/' + QString::fromStdString(base::textOr(base::at(row, "model")));
                      askModels();
                  });
}

void ConnectFlow::chooseKey(const QString &id)
{
    m_wanted = id;
    refresh();
}

void ConnectFlow::openNewKey()
{
    delete m_sheet;
    m_sheet = new KeySheet(*m_parts.target.window(), m_client, m_parts.clipboard);
    connect(m_sheet, &KeySheet::made, this, [this](const KeyRow &row, const QString &key) {
        m_made.insert(row.id, key);
        m_wanted = row.id;
        m_askAgain = m_asking; // an answer on its way does not know the key yet
        refresh();
    });
    m_sheet->openNew();
}

void ConnectFlow::followEndpoint()
{
    const QString endpoint = m_client.endpoint();
    m_parts.target.setBase(endpoint.isEmpty() ? QString() : baseOf(m_snippet, endpoint));
    present();
}

void ConnectFlow::followKey()
{
    TargetCard &target = m_parts.target;
    if (target.knowsKeys())
        m_parts.watch.watch(target.keyId(), target.keyName());
    target.setKeyKnown(m_made.contains(target.keyId()));
    present();
}

void ConnectFlow::present()
{
    if (m_snippet.id.isEmpty())
        return;
    const QString endpoint = m_client.endpoint().isEmpty() ? QString(kUsualBase) : m_client.endpoint();
    const QString model = m_parts.target.model();
    m_parts.card.present(m_snippet,
                         {.base = baseOf(m_snippet, endpoint),
                          .model = model.isEmpty() ? u"YOUR_MODEL"_s : model,
                          .key = m_made.value(m_parts.target.keyId())},
                         m_parts.target.keyName());
}

} // namespace ui
