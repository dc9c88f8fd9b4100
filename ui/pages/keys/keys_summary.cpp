#include "ui/pages/keys/keys_summary.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

constexpr int kGap = 28;
constexpr int kWordsWidth = 240;

} // namespace

KeysSummary::KeysSummary(QWidget *parent) : Card(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metric::kCardPadding, 16, metric::kCardPadding, 16);
    row->setSpacing(kGap);
    m_active = addFigure();
    m_soon = addFigure();
    m_expired = addFigure();
    m_revoked = addFigure();
    row->addStretch();
    auto *words = new Label(TextRole::Body, Tone::Quiet, this);
    words->setText(tr("Keys are stored as hashes. Only the first letters are kept to read."));
    words->setWordWrap(true);
    words->setFixedWidth(kWordsWidth);
    words->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(words);
}

KeysSummary::Figure KeysSummary::addFigure()
{
    const Figure out{new Label(TextRole::Section, Tone::Plain, this), new Label(TextRole::Caption, Tone::Quiet, this)};
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(out.number);
    column->addWidget(out.words);
    qobject_cast<QHBoxLayout *>(layout())->addLayout(column);
    return out;
}

void KeysSummary::setCounts(const KeyCounts &counts)
{
    m_active.number->setText(countText(counts.active));
    m_active.words->setText(tr("active key(s)", nullptr, counts.active));
    m_soon.number->setText(countText(counts.expiresThisMonth));
    m_soon.words->setText(tr("expire(s) this month", nullptr, counts.expiresThisMonth));
    m_expired.number->setText(countText(counts.expired));
    m_expired.words->setText(tr("expired"));
    m_revoked.number->setText(countText(counts.revoked));
    m_revoked.words->setText(tr("revoked"));
}

} // namespace ui
