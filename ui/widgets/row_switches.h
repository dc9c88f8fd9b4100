#pragma once

#include <functional>
#include <optional>

#include <QObject>
#include <QString>

class QTableView;

namespace ui {

class Switch;

/// Puts a Switch into one column of every row of a table and keeps it true to the model. The switches take no place
/// in the tab order: Space turns the current row's.
/// Thread: main. Owned by the table. Make it after the table has its model.
class RowSwitches final : public QObject {
    Q_OBJECT
public:
    struct State {
        bool on = false;
        std::optional<bool> pending{};
        QString name{}; ///< Whose switch: what those hear who cannot see the row.
    };

    RowSwitches(QTableView &table, int column, std::function<State(int row)> stateOf);
    Switch *at(int row) const;

Q_SIGNALS:
    /// The user wants that row on or off.
    void asked(int row, bool wanted);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    Switch *make(int row);
    QTableView &m_table;
    int m_column;
    std::function<State(int row)> m_stateOf;
};

} // namespace ui
