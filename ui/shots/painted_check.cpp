#include <QAbstractScrollArea>
#include <QLineEdit>
#include <QScrollBar>

#include "ui/shots/painted_texts.h"
#include "ui/shots/picture_contrast.h"
#include "ui/shots/widget_checks.h"
#include "ui/shots/widget_path.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSlack = 2; ///< Unit: pixels; less than that is a rounding of shapes.

QString whereIs(const QWidget &window, const PaintedText &text)
{
    const QWidget *at = window.childAt(text.shown.boundingRect().center());
    return at == nullptr ? QString() : pathOf(*at);
}

QString quote(const PaintedText &text)
{
    return u"\"%1\""_s.arg(text.text.left(60));
}

bool isOverlap(const QRect &shared)
{
    return shared.width() > kSlack && shared.height() > kSlack;
}

/// A line paints what is marked in it once more over itself, in another colour.
bool isMarkedText(const QWidget &window, const PaintedText &a, const PaintedText &b)
{
    return a.text == b.text
           && qobject_cast<const QLineEdit *>(window.childAt(a.shown.boundingRect().center())) != nullptr;
}

void checkOverlap(const QWidget &window, const QList<PaintedText> &texts, Findings &out)
{
    for (qsizetype i = 0; i < texts.size(); ++i)
        for (qsizetype j = i + 1; j < texts.size(); ++j)
            if (texts[i].place.intersects(texts[j].place) && isOverlap((texts[i].shown & texts[j].shown).boundingRect())
                && !isMarkedText(window, texts[i], texts[j]))
                out += {whereIs(window, texts[i]),
                        u"paints %1 and %2 over each other"_s.arg(quote(texts[i]), quote(texts[j]))};
}

/// What is typed or scrolled sideways may end at an edge.
bool maySlide(const QWidget &window, const PaintedText &text)
{
    for (const QWidget *at = window.childAt(text.shown.boundingRect().center()); at != nullptr;
         at = at->parentWidget()) {
        const auto *area = qobject_cast<const QAbstractScrollArea *>(at);
        if (qobject_cast<const QLineEdit *>(at) || (area && area->horizontalScrollBar()->maximum() > 0))
            return true;
    }
    return false;
}

void checkEdges(const QWidget &window, const PaintedText &text, Findings &out)
{
    const bool cut = text.place.left() < text.within.left() - kSlack
                     || text.place.right() > text.within.left() + text.within.width() + kSlack;
    if (cut && !maySlide(window, text))
        out += {whereIs(window, text), u"paints %1 beyond its edge"_s.arg(quote(text))};
}

bool isReadable(const QWidget &window, const PaintedText &text)
{
    const QRect shown = text.shown.boundingRect();
    const QWidget *at = window.childAt(shown.center());
    const bool whole = shown.contains(text.place.toRect().adjusted(1, 1, -1, -1));
    return !text.dimmed && whole && at != nullptr && at->isEnabled() && hasWords(text.text);
}

} // namespace

Findings checkPainted(QWidget &window)
{
    Findings out;
    const QList<PaintedText> texts = paintedTexts(window);
    checkOverlap(window, texts, out);
    for (const PaintedText &text : texts)
        checkEdges(window, text, out);
    return out;
}

Findings checkContrast(QWidget &window)
{
    const PictureContrast picture(window);
    Findings out;
    for (const PaintedText &text : paintedTexts(window)) {
        if (!isReadable(window, text))
            continue;
        const double found = picture.in(text.shown.boundingRect());
        const double need = PictureContrast::needed(text.font);
        if (!PictureContrast::isEnough(found, need))
            out +=
                {whereIs(window, text),
                 u"has a contrast of %1, needs %2: %3"_s.arg(found, 0, 'f', 2).arg(need, 0, 'f', 1).arg(quote(text))};
    }
    return out;
}

} // namespace ui
