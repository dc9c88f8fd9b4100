#include "ui/pages/routing/chips_delegate.h"

#include <algorithm>

#include <QPainter>

#include "ui/pages/routing/rule_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 9;
constexpr int kGap = 4;
constexpr int kBetween = 6;
constexpr int kIcon = 13;
constexpr int kLeast = 56; ///< A chip cut shorter than this says nothing.

QFont valueFont(const RuleFact &fact)
{
    return fontFor(fact.code ? TextRole::CodeSmall : TextRole::Caption);
}

int widthOf(const RuleFact &fact)
{
    int out = QFontMetrics(valueFont(fact)).horizontalAdvance(fact.value) + 2 * kSide + 1;
    if (!fact.field.isEmpty())
        out += QFontMetrics(fontFor(TextRole::Caption)).horizontalAdvance(fact.field) + kGap;
    if (!fact.icon.isEmpty())
        out += kIcon + kGap;
    return out;
}

/// How the row stands that the chips are on.
struct Ground {
    const QPalette &palette;
    bool selected = false;
    bool dimmed = false;
};

void paintChip(QPainter &painter, const QRectF &pill, const RuleFact &fact, const Ground &ground)
{
    const QPalette &palette = ground.palette;
    const Tone tone = ground.dimmed ? Tone::Quiet : fact.tone;
    const ToneTokens tokens = tokensOf(tone);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(ground.selected ? Token::Card : tokens.badge, palette));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    const Token plain = ground.dimmed ? Token::TextSecondaryTinted : Token::Text; // still to be read
    const QColor ink = color(tone == Tone::Quiet ? plain : tokens.badgeText, palette);
    QRectF room = pill.adjusted(kSide, 0, -kSide, 0);
    if (!fact.icon.isEmpty()) {
        paintIcon(painter, fact.icon, QRectF(room.left(), room.top(), kIcon, room.height()), kIcon, ink);
        room.setLeft(room.left() + kIcon + kGap);
    }
    if (!fact.field.isEmpty()) {
        painter.setFont(fontFor(TextRole::Caption));
        painter.setPen(color(tone == Tone::Quiet ? Token::TextSecondaryTinted : tokens.badgeText, palette));
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, fact.field);
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(fact.field) + kGap);
    }
    painter.setFont(valueFont(fact));
    painter.setPen(ink);
    const QString shown = painter.fontMetrics().elidedText(fact.value, Qt::ElideRight, qCeil(room.width()));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
}

void paintMore(QPainter &painter, const QRectF &room, qsizetype more, const Ground &ground)
{
    painter.setFont(fontFor(TextRole::Caption));
    painter.setPen(color(ground.selected ? Token::TextSecondaryTinted : Token::TextSecondary, ground.palette));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, u"+%1"_s.arg(more));
}

} // namespace

void ChipsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    m_cells.paint(painter, option, index);
    const auto facts = index.data(kFactsRole).value<RuleFacts>();
    const Ground ground{option.palette, option.state.testFlag(QStyle::State_Selected),
                        index.data(kDimmedRole).toBool()};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const int padding = TableView::kInnerPadding;
    QRectF room = QRectF(option.rect).adjusted(padding, 0, -padding, -1);
    const int reserve = 26; // for "+3"
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const bool last = i + 1 == facts.size();
        const qreal space = room.width() - (last ? 0 : reserve);
        if (i > 0 && space < std::min(widthOf(facts[i]), kLeast)) {
            paintMore(*painter, room, std::ssize(facts) - static_cast<qsizetype>(i), ground);
            break;
        }
        const qreal width = std::min<qreal>(widthOf(facts[i]), space);
        const QRectF pill(room.left(), room.center().y() - metric::kChip / 2.0, width, metric::kChip);
        paintChip(*painter, pill, facts[i], ground);
        room.setLeft(pill.right() + kBetween);
    }
    painter->restore();
}

} // namespace ui
