#pragma once

#include <QList>
#include <QSet>
#include <QString>

class QWidget;

/// What can be told of a window without eyes. Thread: main. The window is shown and settled.
namespace ui {

struct Finding {
    QString widget{}; ///< Where: its place in the tree, and what it says.
    QString what{};
    friend bool operator==(const Finding &, const Finding &) = default;
};
using Findings = QList<Finding>;

/// Texts with less room than they need, what lies outside of the window, what takes the focus without a name, icons
/// that are blank.
Findings checkWidgets(const QWidget &window);

/// Controls of a plain page that a click at their middle does not reach.
Findings checkReach(const QWidget &window);

/// Texts that are painted over each other or beyond the edge of what they are in, be it by a label, the cell of a
/// table or a chart.
Findings checkPainted(QWidget &window);

/// Painted texts that are too pale for what is behind them (WCAG AA: 4.5, large ones 3). What is disabled, or lies
/// below a scrim, may be pale.
Findings checkContrast(QWidget &window);

/// With PseudoTranslator: words in no brackets, so that nobody translates them. `outside` are words of the data.
Findings checkWords(const QWidget &window, const QSet<QString> &outside);

} // namespace ui
