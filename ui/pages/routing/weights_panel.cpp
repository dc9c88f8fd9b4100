#include "ui/pages/routing/weights_panel.h"

#include <algorithm>
#include <chrono>

#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/pages/routing/weight_row.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kRow = 44;
constexpr int kDot = 8;
constexpr int kNameLeast = 150;
constexpr auto kRest = 700ms;

Token inkOf(std::size_t index)
{
    return static_cast<Token>(static_cast<std::size_t>(Token::Chart1) + index % 6);
}

} // namespace

/// One target: its mark, its model and its provider, then its weight. A line above it.
class WeightsPanel::Line final : public QWidget {
public:
    Line(const TargetRow &target, std::size_t index, QWidget *parent) : QWidget(parent), m_ink(inkOf(index))
    {
        setMinimumHeight(kRow);
        auto *model = new Label(TextRole::Body, Tone::Plain, this);
        model->setText(target.model);
        model->setElided(true);
        auto *provider = new Label(TextRole::Body, Tone::Quiet, this);
        provider->setText(target.providerName);
        provider->setElided(true);
        m_weight = new WeightRow(target.model, m_ink, this);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(metric::kCardPadding + kDot + 10, 4, metric::kCardPadding, 4);
        row->setSpacing(8);
        auto *names = new QHBoxLayout;
        names->setSpacing(8);
        names->addWidget(model, 3);
        names->addWidget(provider, 2);
        row->addLayout(names, 2);
        row->addSpacing(8);
        row->addWidget(m_weight, 3);
        model->setMinimumWidth(kNameLeast / 2);
    }
    WeightRow *weight() const { return m_weight; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(QRect(0, 0, width(), 1), color(Token::RowLine, palette()));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(m_ink, palette()));
        painter.drawRoundedRect(QRectF(metric::kCardPadding, (height() - kDot) / 2.0, kDot, kDot), 2, 2);
    }

private:
    Token m_ink;
    WeightRow *m_weight;
};

WeightsPanel::WeightsPanel(QWidget *parent)
    : QWidget(parent),
      m_column(new QVBoxLayout(this)),
      m_hint(new Label(TextRole::Body, Tone::Quiet, this)),
      m_pause(new QTimer(this))
{
    setObjectName(u"weightsPanel"_s);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(metric::kCardPadding, 8, metric::kCardPadding, 12);
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    m_column->addWidget(m_hint);
    m_pause->setSingleShot(true);
    m_pause->setInterval(kRest);
    connect(m_pause, &QTimer::timeout, this, &WeightsPanel::commit);
}

void WeightsPanel::showAlias(const AliasRow &alias, const QString &strategy)
{
    if (m_pause->isActive()) {
        if (alias.id == m_alias.id)
            return;
        commit(); // another one is looked at: what was set for the last one holds
    }
    const bool same = alias.id == m_alias.id && alias.targets == m_targets && strategy == m_strategy;
    m_alias = alias;
    m_strategy = strategy;
    if (same)
        return;
    m_targets = alias.targets;
    rebuild();
}

void WeightsPanel::rebuild()
{
    for (QWidget *line : m_lines) {
        line->hide();
        line->deleteLater();
    }
    m_lines.clear();
    m_rows.clear();
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        auto *line = new Line(m_targets[i], i, this);
        WeightRow *row = line->weight();
        row->setWeight(static_cast<int>(m_targets[i].weight));
        m_column->insertWidget(static_cast<int>(i), line);
        line->show();
        connect(row, &WeightRow::weightChanged, this, [this, i](int weight) {
            m_targets[i].weight = weight;
            showShares();
            m_pause->start();
        });
        m_lines.push_back(line);
        m_rows.push_back(row);
    }
    showShares();
}

void WeightsPanel::showShares()
{
    const bool counts = goesByWeight(m_strategy);
    const std::vector<double> shares = expectedShares(m_targets);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setShare(counts ? shares[i] : -1);
    const bool tiers = std::ranges::any_of(
        m_targets, [this](const TargetRow &target) { return target.priority != m_targets.front().priority; });
    const QString strategy = strategyWord(m_strategy);
    m_hint->setText(!counts ? tr("%1 does not go by weight.").arg(strategy)
                    : tiers
                        ? tr("%1. Shares are among targets of the same priority; lower is tried first.").arg(strategy)
                        : tr("%1. A weight of 0 is used only when the others are down.").arg(strategy));
}

void WeightsPanel::commit()
{
    m_pause->stop();
    if (m_targets != m_alias.targets)
        Q_EMIT changed(m_alias, m_targets);
}

void WeightsPanel::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(QRect(0, 0, width(), 1), color(Token::RowLine, palette()));
}

} // namespace ui
