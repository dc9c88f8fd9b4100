#pragma once

#include <QAbstractTableModel>
#include <QSet>

#include "ui/pages/requests/request_row.h"

namespace ui {

struct RequestColumn;

/// The newest page of calls. Takes pages as they arrive and touches only rows that are new or have changed. While it is
/// held (somebody reads further down) new calls wait and are only counted. The whole log is RequestLogModel's.
/// Thread: main.
class RequestsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit RequestsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    const std::vector<const RequestColumn *> &columns() const { return m_columns; }

    void takeNewest(RequestPage page);

    void setHeld(bool held);
    int waiting() const { return m_waitingCount; }
    bool isWaitingBeyondPage() const { return m_waitingGap; } ///< There are more than waiting() says.

Q_SIGNALS:
    void waitingChanged();

private:
    bool updateKnown(const std::vector<RequestRow> &rows);
    void insertUnknown(std::vector<RequestRow> rows);
    void insertRun(qsizetype at, std::vector<RequestRow> run);
    void replaceAll(RequestPage page);
    void trimTail(qsizetype keep);
    void setWaiting(RequestPage page, int count, bool gap);
    qsizetype indexOf(const QString &id, qsizetype from) const;

    std::vector<const RequestColumn *> m_columns{};
    std::vector<RequestRow> m_rows{};
    QSet<QString> m_ids{};
    bool m_held = false;
    RequestPage m_waiting{};
    int m_waitingCount = 0;
    bool m_waitingGap = false;
};

} // namespace ui
