#pragma once

#include "ui/pages/keys/keys_model.h"
#include "ui/widgets/card.h"

namespace ui {

class Label;

/// The line below the list: how many keys there are of each kind, and what is kept of them.
class KeysSummary final : public Card {
    Q_OBJECT
public:
    explicit KeysSummary(QWidget *parent = nullptr);
    void setCounts(const KeyCounts &counts);

private:
    struct Figure {
        Label *number;
        Label *words;
    };
    Figure addFigure();
    Figure m_active;
    Figure m_soon;
    Figure m_expired;
    Figure m_revoked;
};

} // namespace ui
