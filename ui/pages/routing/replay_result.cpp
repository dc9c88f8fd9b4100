#include "ui/pages/routing/replay_result.h"

#include <algorithm>
#include <limits>

#include <QVBoxLayout>

#include "ui/pages/routing/replay_figures.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRow = 40;
constexpr int kMostRows = 5; ///< Before the sheet has to scroll.

int plural(std::int64_t count)
{
    return static_cast<int>(std::min<std::int64_t>(count, std::numeric_limits<int>::max()));
}

QString wordsOf(const ReplaySums &sums)
{
    if (sums.calls == 0)
        return ReplayResult::tr("There are no calls in this time.");
    QStringList lines;
    if (sums.moved == 0 && sums.cannotTell == 0)
        lines += ReplayResult::tr("No call would go elsewhere.");
    if (sums.cannotTell > 0)
        lines +=
            ReplayResult::tr("A rule that looks at prompts or headers can be tried only on calls it was asked about at "
                             "the time: they are not kept.");
    if (sums.unpriced > 0)
        lines +=
            ReplayResult::tr("%n call(s) that move are left out of the cost: a price is not known, or the call had no "
                             "tokens.",
                             nullptr, plural(sums.unpriced));
    return lines.join(u'\n');
}

} // namespace

ReplayResult::ReplayResult(QWidget *parent)
    : QWidget(parent),
      m_figures(new ReplayFigures(ReplayFigures::Extent::All, this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_table(new TableView(kRow, this))
{
    m_words->setObjectName(u"replayWords"_s);
    m_words->setWordWrap(true);
    m_table->setObjectName(u"replayRoutes"_s);
    m_table->setAccessibleName(tr("Where calls would move"));
    m_table->setModel(&m_routes);
    m_table->setColumns(ReplayRoutesModel::columnLayouts());
    for (QWidget *part : std::initializer_list<QWidget *>{m_figures, m_words}) // in line with the cells of the table
        part->setContentsMargins(TableView::kOuterPadding, 0, TableView::kOuterPadding, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(16);
    column->addWidget(m_figures);
    column->addWidget(m_words);
    column->addWidget(m_table, 1);
    showWords({});
}

void ReplayResult::showSums(const ReplaySums &sums)
{
    m_figures->showSums(sums);
    m_figures->setVisible(sums.calls > 0);
    m_words->setText(wordsOf(sums));
    m_words->setVisible(!m_words->text().isEmpty());
    m_routes.setRows(sums.routes);
    const int rows = std::min(kMostRows, m_routes.rowCount());
    m_table->setMinimumHeight(metric::kTableHead + rows * kRow);
    m_table->setVisible(rows > 0);
}

void ReplayResult::showWords(const QString &words)
{
    m_figures->hide();
    m_table->hide();
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

} // namespace ui
