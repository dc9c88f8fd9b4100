#pragma once

#include <QAbstractTableModel>
#include <QSet>

#include "ui/pages/keys/key_row.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// How many keys are in which state, for the line below the list.
struct KeyCounts {
    int active = 0;           ///< And with an owner who is not disabled.
    int expiresThisMonth = 0; ///< Active ones.
    int expired = 0;
    int revoked = 0;
};

/// The client keys in the gateway's order, newest first, as far as they fit the words that are looked for.
/// Thread: main.
class KeysModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setRows(std::vector<KeyRow> rows, const QDateTime &now);
    void setUsage(QHash<QString, KeyUsage> usage);
    /// Ids of users and teams whose keys are refused at the door, whatever the keys' own state.
    void setBarredOwners(QSet<QString> owners);
    /// Keys that an act waits for, which may still be undone: what their state says meanwhile.
    void setWaiting(QHash<QString, QString> words);
    /// Part of a name, an owner, a role, a whole tag or the beginning of a key, in either case.
    void setFilter(const QString &words);

    const KeyRow *row(int index) const;
    /// Also of a key that the filter hides.
    const KeyRow *find(const QString &id) const;
    int total() const { return static_cast<int>(m_all.size()); }
    KeyCounts counts() const;
    static std::vector<ColumnLayout> columnLayouts();

private:
    void show();
    bool fits(const KeyRow &row) const;
    bool isBarred(const KeyRow &row) const;
    void touchAll();
    std::vector<KeyRow> m_all{};
    std::vector<KeyRow> m_shown{};
    QHash<QString, KeyUsage> m_usage{};
    QSet<QString> m_barred{};
    QHash<QString, QString> m_waiting{};
    QString m_filter{};
    QDateTime m_now{};
};

} // namespace ui
