#pragma once

#include <array>

#include <QWidget>

#include "ui/pages/playground/try_state.h"

namespace ui {

class Label;

/// What a call used, how fast it came and what it cost, at the foot of its answer.
class CallFigures final : public QWidget {
    Q_OBJECT
public:
    explicit CallFigures(QWidget *parent = nullptr);
    void showCall(const TryState &state);

private:
    enum Figure : std::size_t { In, Out, Rate, Cost, Count };
    std::array<Label *, Count> m_values{};
};

/// The call as the log would tell it, while the log does not know it yet: one attempt, by our own clock.
RequestDetail detailSoFar(const TryState &state);

} // namespace ui
