#pragma once

#include <vector>

#include <QWidget>

#include "ui/pages/routing/alias_row.h"

class QTimer;
class QVBoxLayout;

namespace ui {

class Label;
class WeightRow;

/// The targets of one alias with their weights, to be changed in place.
class WeightsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit WeightsPanel(QWidget *parent = nullptr);

    /// `strategy` is the one that counts for it. What is being changed by hand just now is left alone.
    void showAlias(const AliasRow &alias, const QString &strategy);

Q_SIGNALS:
    /// The weights stood still for a moment after they were changed by hand.
    void changed(const ui::AliasRow &alias, const std::vector<ui::TargetRow> &targets);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Line;
    void rebuild();
    void showShares();
    void commit();
    AliasRow m_alias{};
    std::vector<TargetRow> m_targets{};
    QString m_strategy{};
    std::vector<WeightRow *> m_rows{};
    std::vector<QWidget *> m_lines{};
    QVBoxLayout *m_column;
    Label *m_hint;
    QTimer *m_pause;
};

} // namespace ui
