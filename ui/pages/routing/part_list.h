#pragma once

#include <vector>

#include <QWidget>

#include "ui/pages/routing/part_row.h"

class QVBoxLayout;

namespace ui {

class Button;

/// The conditions or the actions of a rule, one row each, and a button for one more.
class PartList final : public QWidget {
    Q_OBJECT
public:
    explicit PartList(PartKind kind, QWidget *parent = nullptr);

    /// What is offered in rows made from now on.
    void setNames(RouteNames names) { m_names = std::move(names); }
    void setValues(const base::Json &values);
    base::Json values() const;
    int count() const { return static_cast<int>(m_rows.size()); }
    /// The word in front of every row but the first: "and", "or".
    void setJoin(const QString &join);
    void clearErrors();
    /// False when there is no such row.
    bool showError(std::size_t index, const QString &error);

Q_SIGNALS:
    void edited();

private:
    PartRow *addRow();
    void removeRow(PartRow *row);
    void showLeads();
    PartKind m_kind;
    RouteNames m_names{};
    QString m_join{};
    std::vector<PartRow *> m_rows{};
    QVBoxLayout *m_column;
    Button *m_add;
};

} // namespace ui
