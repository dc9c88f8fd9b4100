#pragma once

#include <cstdint>

#include <QAbstractTableModel>
#include <QSet>

#include "ui/pages/requests/request_row.h"

namespace ui {

struct RequestColumn;

/// The list of calls, newest first. Takes pages as they arrive and touches only rows that are new or have changed.
/// While it is held (somebody reads further down) new calls wait and are only counted.
/// Thread: main.
class RequestsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Reach : std::uint8_t { Newest, WholeHistory };

    explicit RequestsModel(Reach reach, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    const std::vector<const RequestColumn *> &columns() const { return m_columns; }

    void takeNewest(RequestPage page);
    void takeOlder(const QString &cursor, RequestPage page); ///< `cursor` as olderWanted() gave it.
    void giveUpOlder(); ///< The older page did not come; the next scroll asks again.

    void setHeld(bool held);
    int waiting() const { return m_waitingCount; }
    bool isWaitingBeyondPage() const { return m_waitingGap; } ///< There are more than waiting() says.

Q_SIGNALS:
    void olderWanted(const QString &cursor);
    void waitingChanged();

private:
    bool updateKnown(const std::vector<RequestRow> &rows);
    void insertUnknown(std::vector<RequestRow> rows);
    void insertRun(qsizetype at, std::vector<RequestRow> run);
    void replaceAll(RequestPage page);
    void trimTail(qsizetype keep, const QString &next);
    void setWaiting(RequestPage page, int count, bool gap);
    qsizetype indexOf(const QString &id, qsizetype from) const;

    Reach m_reach;
    std::vector<const RequestColumn *> m_columns{};
    std::vector<RequestRow> m_rows{};
    QSet<QString> m_ids{};
    QString m_next{};
    bool m_fetching = false;
    bool m_held = false;
    RequestPage m_waiting{};
    int m_waitingCount = 0;
    bool m_waitingGap = false;
};

} // namespace ui
