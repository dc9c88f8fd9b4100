#pragma once

#include <vector>

#include "ui/pages/overview/dashboard_stats.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

class Label;

/// The newest calls that went to another provider, each a button that opens its call.
/// Thread: main.
class FailoversCard final : public Card {
    Q_OBJECT
public:
    static constexpr std::size_t kRows = 4;

    explicit FailoversCard(QWidget *parent = nullptr);
    void setFailovers(const std::vector<DashboardStats::Failover> &failovers, const QDateTime &now);

Q_SIGNALS:
    void chosen(const QString &requestId);

private:
    class Row;
    void addRow();
    QVBoxLayout *m_list;
    std::vector<Row *> m_rows{};
    Label *m_empty;
};

} // namespace ui
