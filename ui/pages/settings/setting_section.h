#pragma once

#include <vector>

#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

class Label;
class SettingRow;

/// Rows that belong together, on one card below their title.
class SettingSection : public Card {
    Q_OBJECT
public:
    explicit SettingSection(const QString &title, QWidget *parent = nullptr);

    SettingRow *addRow(const QString &title, const QString &hint, QWidget *control);

    /// A row that there is no reason for is not shown, whatever is searched.
    void setPresent(SettingRow &row, bool present);

    /// Shows the rows with all of `words`, or every one when they are in the section's title. False when none is left,
    /// and the section hides.
    bool filter(const QStringList &words);

private:
    Label *m_title;
    QVBoxLayout *m_column;
    std::vector<SettingRow *> m_rows{};
    QStringList m_words{}; ///< What is searched.
};

} // namespace ui
