#include "ui/theme/typography.h"

#include <array>
#include <iterator>

#include <QLocale>
#include <QStringList>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Row {
    double pixels; ///< At scale 1.
    int weight;
    double spacing; ///< Unit: em.
    bool fixedWidth = false;
};

constexpr Row kRows[] = {
    {32, 600, -0.022}, {28, 600, -0.018}, {20, 600, -0.012}, {15, 600, -0.006},  {15, 400, 0},
    {13, 400, 0},      {13, 500, 0},      {11, 500, 0},      {13, 400, 0, true}, {11, 400, 0, true},
};
static_assert(std::size(kRows) == static_cast<std::size_t>(TextRole::CodeSmall) + 1);

// The simplified variants are named, because a bare "Noto Sans CJK" may come out with Japanese shapes.
QStringList textFamilies()
{
    return {u"Inter"_s,       u"SF Pro Text"_s,        u"Segoe UI"_s,
            u"Noto Sans"_s,   u"Noto Sans CJK SC"_s,   u"Source Han Sans SC"_s,
            u"PingFang SC"_s, u"Microsoft YaHei UI"_s, u"DejaVu Sans"_s,
            u"sans-serif"_s};
}

QStringList codeFamilies()
{
    return {u"JetBrains Mono"_s,        u"SF Mono"_s,  u"Cascadia Mono"_s, u"DejaVu Sans Mono"_s, u"Noto Sans Mono"_s,
            u"Noto Sans Mono CJK SC"_s, u"monospace"_s};
}

using Fonts = std::array<QFont, std::size(kRows)>;

Fonts makeFonts(bool spaced)
{
    Fonts fonts;
    for (std::size_t i = 0; i < fonts.size(); ++i) {
        const Row &row = kRows[i];
        QFont &font = fonts[i];
        font.setFamilies(row.fixedWidth ? codeFamilies() : textFamilies());
        font.setPointSizeF(row.pixels * 0.75); // points, so that the user's own text scaling applies
        font.setWeight(static_cast<QFont::Weight>(row.weight));
        if (row.fixedWidth) {
            // Commands are copied sign by sign: no ligature may melt "--" or "//" together.
            font.setStyleHint(QFont::Monospace, QFont::PreferNoShaping);
        }
        if (spaced && row.spacing != 0)
            font.setLetterSpacing(QFont::AbsoluteSpacing, row.spacing * row.pixels);
    }
    return fonts;
}

} // namespace

QFont fontFor(TextRole role)
{
    // Made once: a font that is shared keeps its glyphs at hand, and tables ask for one per cell.
    static const Fonts kSpaced = makeFonts(true);
    static const Fonts kUnspaced = makeFonts(false);
    const bool chinese = QLocale().language() == QLocale::Chinese;
    return (chinese ? kUnspaced : kSpaced)[static_cast<std::size_t>(role)];
}

} // namespace ui
