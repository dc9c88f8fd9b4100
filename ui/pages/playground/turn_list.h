#pragma once

#include <vector>

#include <QWidget>

#include "ui/pages/playground/prompt_form.h"

class QVBoxLayout;

namespace ui {

class Label;

/// The messages of a conversation, one below the other, to be written and changed. A single one is only a text.
/// Thread: main.
class TurnList final : public QWidget {
    Q_OBJECT
public:
    explicit TurnList(QWidget *parent = nullptr);

    void setTurns(const std::vector<Turn> &turns);
    std::vector<Turn> turns() const;
    /// Another message of the user behind the others, with the focus.
    void addTurn();
    /// The last one's text.
    void focusPrompt();
    QString prompt() const;
    int count() const { return static_cast<int>(m_rows.size()); }

Q_SIGNALS:
    void edited();

private:
    class Row;
    Row *makeRow(const Turn &turn);
    void remove(Row *row);
    void showHeads();
    QVBoxLayout *m_column;
    std::vector<Row *> m_rows{};
};

} // namespace ui
