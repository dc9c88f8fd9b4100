#pragma once

#include <vector>

#include <QAbstractListModel>
#include <QPointer>

#include "ui/shell/actions.h"

namespace ui {

/// The commands that fit what was typed, best first; all of them, those used last first, while nothing is typed.
/// Thread: main.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { GroupRole = Qt::UserRole + 1, KeysRole };

    using QAbstractListModel::QAbstractListModel;

    /// `recent`: ids of actions, the last used one first.
    void setActions(std::vector<RegisteredAction> actions, const QStringList &recent);
    void setQuery(const QString &query);
    /// Null when there is no such row, or the command has gone meanwhile.
    QAction *actionAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row {
        QPointer<QAction> action;
        ActionGroup group;
        int recent; ///< 0 is the last used one.
        int score = 0;
    };
    void filter();
    std::vector<Row> m_all{};
    std::vector<Row> m_shown{};
    QString m_query{};
};

} // namespace ui
