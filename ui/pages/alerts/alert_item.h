#pragma once

#include <QWidget>

#include "ui/pages/alerts/alert_row.h"

namespace ui {

class Badge;
class Button;
class Label;
class StatusDot;

/// One alert that is on: what is the matter, since when, who was told, and a button that silences it.
/// Thread: main.
class AlertItem final : public QWidget {
    Q_OBJECT
public:
    explicit AlertItem(QWidget *parent = nullptr);

    void show(const AlertRow &row, const QDateTime &now);
    const QString &alertId() const { return m_id; }
    void setFirst(bool first);

Q_SIGNALS:
    void detailsWanted(const QString &id);
    /// For so long; 0: it is to be heard again.
    void silenceWanted(const QString &id, qint64 seconds);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void openMenu();
    QString m_id{};
    bool m_first = true;
    bool m_silenced = false;
    StatusDot *m_dot;
    Label *m_headline;
    Badge *m_severity;
    Label *m_detail;
    Label *m_told;
    Button *m_details;
    Button *m_silence;
};

} // namespace ui
