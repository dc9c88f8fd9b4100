#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QObject>
#include <QString>

namespace ui {

/// Where a column stands and how wide it is, by its name: a build with other columns understands it, too.
struct ColumnPlace {
    QString id{};
    int width = 0;
    bool hidden = false;
    friend bool operator==(const ColumnPlace &, const ColumnPlace &) = default;
};

/// What a reader has made of a table. `columns` from left to right; `sort` as the store takes it: "-started".
struct TableState {
    std::vector<ColumnPlace> columns{};
    QString sort{};
    friend bool operator==(const TableState &, const TableState &) = default;
};

QByteArray encodeTableState(const TableState &state);
/// Nothing for bytes that are no state, or one of another version.
std::optional<TableState> parseTableState(const QByteArray &bytes);

/// The columns of today in the order, widths and visibility of `saved`. Columns that `saved` does not know stand where
/// they stand in `today`, after the same neighbour; those that are no more are left out.
std::vector<ColumnPlace> mergeColumns(const std::vector<ColumnPlace> &today, const std::vector<ColumnPlace> &saved);

/// Keeps table states. A widget above a DataTable implements it, and the table finds it there; without one the state
/// lives as long as the table.
/// Thread: main.
class ColumnStore {
public:
    ColumnStore() = default;
    ColumnStore(const ColumnStore &) = delete;
    ColumnStore &operator=(const ColumnStore &) = delete;
    virtual ~ColumnStore() = default;
    /// Empty when there is none.
    virtual QByteArray loadColumns(const QString &table) const = 0;
    virtual void saveColumns(const QString &table, const QByteArray &state) = 0;

    /// Expires with the store: tables are hidden, and would save, while the widget around them is being destroyed.
    std::weak_ptr<const bool> life() const { return m_life; }

private:
    std::shared_ptr<const bool> m_life = std::make_shared<const bool>(true);
};

} // namespace ui

Q_DECLARE_INTERFACE(ui::ColumnStore, "switchyard.ui.ColumnStore/1")
