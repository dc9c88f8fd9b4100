#pragma once

#include <vector>

#include "ui/pages/health/health_state.h"
#include "ui/widgets/card.h"

class QHBoxLayout;

namespace ui {

class Label;
class StatusDot;

/// How many things need a look and which, and how many providers and keys can be used.
/// Thread: main.
class HealthSummary final : public Card {
    Q_OBJECT
public:
    explicit HealthSummary(QWidget *parent = nullptr);
    void show(const std::vector<HealthProvider> &providers, const QDateTime &now);

private:
    struct Figure {
        Label *number;
        Label *words;
    };
    Figure addFigure(QHBoxLayout &row);

    StatusDot *m_dot;
    Label *m_headline;
    Label *m_names;
    Figure m_providers{};
    Figure m_keys{};
};

} // namespace ui
