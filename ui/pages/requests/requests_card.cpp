#include "ui/pages/requests/requests_card.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/pages/requests/first_call_help.h"
#include "ui/pages/requests/request_columns.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/newer_bar.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kPageRows = "50";
constexpr int kBottomInset = 12; ///< Keeps the last row's ground out of the card's round corners.

} // namespace

RequestsCard::RequestsCard(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_table(new TableView(metric::kDenseRow, this)),
      m_newer(new NewerBar(m_table)),
      m_places(new QStackedLayout)
{
    buildTable();
    m_places->addWidget(m_table);
    m_places->addWidget(new FirstCallHelp(client, this));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, kBottomInset);
    column->setSpacing(4);
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Recent calls"));
    title->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    column->addWidget(title);
    column->addLayout(m_places, 1);
}

void RequestsCard::buildTable()
{
    m_table->setObjectName(u"requestsTable"_s);
    m_table->setAccessibleName(tr("Recent calls"));
    m_table->setModel(&m_model);
    std::vector<ColumnLayout> columns;
    for (const RequestColumn *column : m_model.columns())
        columns.push_back(column->layout);
    m_table->setColumns(std::move(columns));
    m_newer->setObjectName(u"newerCalls"_s);
    connect(m_newer, &QPushButton::clicked, this, &RequestsCard::jumpToTop);
    connect(&m_model, &RequestsModel::waitingChanged, this, &RequestsCard::showWaiting);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this] { m_model.setHeld(!m_table->isAtTop()); });
}

/// Most of the time nothing is new, so one call is asked for, whose answer marks the state of the log, and the page
/// only when that has changed.
void RequestsCard::poll()
{
    if (m_asking)
        return;
    if (m_asOf.isEmpty())
        return askPage();
    ask("1", [this](const RequestPage &newest) {
        if (newest.asOf != m_asOf)
            return askPage();
        m_asking = false;
        Q_EMIT answered();
    });
}

void RequestsCard::askPage()
{
    ask(kPageRows, [this](RequestPage page) {
        m_asking = false;
        m_asOf = page.asOf;
        m_model.takeNewest(std::move(page));
        m_places->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
        Q_EMIT answered();
    });
}

void RequestsCard::ask(const char *rows, std::function<void(RequestPage)> take)
{
    m_asking = true;
    m_client.call({.operation = "requests.list", .query = {{"limit", rows}, {"offset", "0"}}}, this,
                  [this, take = std::move(take)](const base::Result<base::Json> &answer) {
                      if (answer)
                          return take(parseRequestPage(*answer));
                      m_asking = false;
                      Q_EMIT failed(answer.error().code);
                  });
}

void RequestsCard::showWaiting()
{
    const int count = m_model.waiting();
    m_newer->setText(m_model.isWaitingBeyondPage() ? tr("More than %n new call(s) above", nullptr, count)
                                                   : tr("%n new call(s) above", nullptr, count));
    m_newer->setVisible(count > 0);
}

void RequestsCard::jumpToTop()
{
    m_table->setFocus();
    m_table->scrollToTop(); // reaching the top lets the waiting calls in
    m_model.setHeld(false);
}

void RequestsCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    m_newer->setGeometry(0, metric::kTableHead, width(), m_newer->height());
}

} // namespace ui
