#pragma once

#include <QWidget>

#include "ui/pages/routing/replay_routes_model.h"

namespace ui {

class Label;
class ReplayFigures;
class TableView;

/// What a replay came to: how many calls move, stay, cannot be told or would lack something, what that costs, and the
/// routes they move on.
class ReplayResult final : public QWidget {
    Q_OBJECT
public:
    explicit ReplayResult(QWidget *parent = nullptr);
    void showSums(const ReplaySums &sums);
    /// Instead of figures.
    void showWords(const QString &words);

private:
    ReplayRoutesModel m_routes;
    ReplayFigures *m_figures;
    Label *m_words;
    TableView *m_table;
};

} // namespace ui
