#pragma once

#include <vector>

#include "ui/pages/connect/snippets.h"
#include "ui/widgets/card.h"

namespace ui {

/// The first step: which client shall call. One tile each; the arrow keys move between them.
class ClientPicker final : public Card {
    Q_OBJECT
public:
    explicit ClientPicker(const std::vector<Snippet> &snippets, QWidget *parent = nullptr);

Q_SIGNALS:
    /// By its place in the list.
    void chosen(int index);
};

} // namespace ui
