#pragma once

#include "base/json.h"
#include "ui/widgets/card.h"

namespace ui {

class Button;
class Label;
class StatusDot;

/// What is the matter just now, in one line that leads to the Alerts page; hidden while nothing is.
/// Thread: main.
class AlertLine final : public Card {
    Q_OBJECT
public:
    explicit AlertLine(QWidget *parent = nullptr);

    /// What `status.get` answered.
    void setStatus(const base::Json &status);

Q_SIGNALS:
    void wanted();

private:
    StatusDot *m_dot;
    Label *m_words;
    Label *m_more;
    Button *m_view;
};

} // namespace ui
