#pragma once

#include <vector>

#include <QWidget>

#include "admin/admin_client.h"
#include "ui/pages/costs/cost_figures.h"

class QHBoxLayout;

namespace ui {

class SegmentedControl;

/// By what costs are told apart. What a gateway does not have is not offered.
/// Thread: main. `client` must outlive it.
class AxisChoice final : public QWidget {
    Q_OBJECT
public:
    AxisChoice(admin::AdminClient &client, QWidget *parent);
    const CostAxis &axis() const { return *m_axis; }
    void setAxis(const QString &word);

Q_SIGNALS:
    void changed();

private:
    void askOthers();
    void build();
    admin::AdminClient &m_client;
    std::vector<const CostAxis *> m_offered{};
    const CostAxis *m_axis;
    SegmentedControl *m_control = nullptr;
    QHBoxLayout *m_row;
};

} // namespace ui
