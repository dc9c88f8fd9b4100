#pragma once

#include <cstdint>

#include <QWidget>

#include "ui/pages/routing/replay_answer.h"
#include "ui/widgets/cell.h"

namespace ui {

class Label;

/// What a replay came to in a row of figures: how many calls move, what that costs, and how many lack a feature; with
/// room for it also how many stay and cannot be told.
class ReplayFigures final : public QWidget {
    Q_OBJECT
public:
    enum class Extent : std::uint8_t { Few, All };
    explicit ReplayFigures(Extent extent, QWidget *parent = nullptr);
    void showSums(const ReplaySums &sums);

private:
    struct Figure {
        Label *number = nullptr;
        Label *caption = nullptr;
    };
    Figure add(const char *name);
    static void set(const Figure &figure, const QString &number, const QString &caption, Tone tone);
    Figure m_moved{};
    Figure m_cost{};
    Figure m_unchanged{}; ///< No labels when there are few, as m_unknown.
    Figure m_unknown{};
    Figure m_missing{};
};

} // namespace ui
