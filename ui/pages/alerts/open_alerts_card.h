#pragma once

#include <vector>

#include "ui/pages/alerts/alert_row.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

class AlertItem;
class Label;
class StatusDot;

/// What is the matter now; one calm line when nothing is.
/// Thread: main.
class OpenAlertsCard final : public Card {
    Q_OBJECT
public:
    explicit OpenAlertsCard(QWidget *parent);

    void show(const std::vector<AlertRow> &rows, const QDateTime &now);

Q_SIGNALS:
    void detailsWanted(const QString &id);
    void silenceWanted(const QString &id, qint64 seconds);

private:
    AlertItem *addItem();
    QVBoxLayout *m_list;
    QWidget *m_calm;
    std::vector<AlertItem *> m_items{};
};

} // namespace ui
