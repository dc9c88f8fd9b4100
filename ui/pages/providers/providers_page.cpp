#include "ui/pages/providers/providers_page.h"

#include <chrono>
#include <utility>

#include <QVBoxLayout>

#include "ui/text/keychain_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kPageRows = "200";
constexpr int kBottomInset = 12;

} // namespace

ProvidersPage::ProvidersPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Providers"), parent),
      m_client(client),
      m_card(new Card(this)),
      m_table(new TableView(metric::kTallRow, m_card)),
      m_empty(new EmptyState(tr("Add your first provider"),
                             tr("A provider answers the calls that reach your endpoint. Its key stays in the system "
                                "keychain or in a variable that you name, never in the database."),
                             this))
{
    m_table->setObjectName(u"providersTable"_s);
    m_table->setAccessibleName(tr("Providers"));
    m_table->setModel(&m_model);
    m_table->setColumns(ProvidersModel::columnLayouts());
    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(0, 4, 0, kBottomInset);
    column->addWidget(m_table);
    m_empty->setObjectName(u"noProviders"_s);
    m_empty->addStep(tr("In a terminal"),
                     u"switchyard provider add --name OpenAI --type openai \\\n"
                     "  --base-url https://api.openai.com/v1 \\\n"
                     "  --key env:OPENAI_API_KEY --any-model"_s,
                     tr("Copy the command that adds a provider"));
    m_empty->hide();
    m_card->hide(); // neither list nor empty state before the gateway has said which
    body()->addWidget(m_card, 1);
    body()->addWidget(m_empty, 1);
    body()->addStretch();
    new Poller(*this, 5s, [this] { refresh(); });
}

void ProvidersPage::refresh()
{
    if (m_asking)
        return;
    m_asking = true;
    m_arriving.clear();
    ask({});
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer) // when it fails the list does, too, and speaks for both
            setNotice(keychainNotice(*answer));
    });
}

void ProvidersPage::ask(const std::string &cursor)
{
    admin::AdminCall call{.operation = "providers.list", .query = {{"limit", kPageRows}}};
    if (!cursor.empty())
        call.query.emplace_back("after", cursor);
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            return take(*answer);
        m_asking = false;
        showTrouble(answer.error().code);
    });
}

void ProvidersPage::take(const base::Json &answer)
{
    std::vector<ProviderRow> rows = parseProviders(answer);
    const bool more = !rows.empty();
    m_arriving.insert(m_arriving.end(), std::move_iterator(rows.begin()), std::move_iterator(rows.end()));
    if (const std::string next = base::textOr(base::at(answer, "next")); more && !next.empty())
        return ask(next);
    m_asking = false;
    clearTrouble();
    present(std::exchange(m_arriving, {}));
}

void ProvidersPage::present(std::vector<ProviderRow> rows)
{
    m_model.setRows(std::move(rows));
    const int count = m_model.rowCount();
    // The card ends below its last row and grows no further than the page.
    m_card->setMaximumHeight(4 + metric::kTableHead + count * metric::kTallRow + kBottomInset);
    m_card->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    setNote(count == 0 ? QString() : tr("%n provider(s), %1 on", nullptr, count).arg(m_model.enabledCount()));
}

} // namespace ui
