#pragma once

#include "ui/pages/connect/error_model.h"
#include "ui/widgets/card.h"

namespace ui {

/// The errors a client may be answered with, and what to do about each.
class ErrorCard final : public Card {
    Q_OBJECT
public:
    explicit ErrorCard(QWidget *parent = nullptr);

private:
    ErrorModel m_model{};
};

} // namespace ui
