#pragma once

#include "ui/pages/settings/number_section.h"

namespace ui {

class Button;
class CalmBox;
class ListRow;

/// Whose requests and answers are kept, how much of them, and for how long.
/// Thread: main. `client` must outlive it.
class BodiesSection final : public NumberSection {
    Q_OBJECT
public:
    explicit BodiesSection(admin::AdminClient &client, QWidget *parent = nullptr);

Q_SIGNALS:
    void cleared();

private:
    void addChoice();
    void addPatterns();
    void addClear();
    void clear();
    void take(const base::Json &settings) override;

    CalmBox *m_store = nullptr;
    SettingRow *m_storeRow = nullptr;
    ListRow *m_patterns = nullptr;
    Button *m_clear = nullptr;
    SettingRow *m_clearRow = nullptr;
    QString m_kept{};     ///< The word of what holds.
    bool m_asked = false; ///< Whether all should go: the next press does it.
};

} // namespace ui
