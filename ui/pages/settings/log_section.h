#pragma once

#include "ui/pages/settings/number_section.h"

namespace ui {

class SegmentedControl;

/// How much of what the gateway says about itself is kept.
/// Thread: main. `client` must outlive it.
class LogSection final : public NumberSection {
    Q_OBJECT
public:
    explicit LogSection(admin::AdminClient &client, QWidget *parent = nullptr);

private:
    void take(const base::Json &settings) override;
    void saveLevel(int index);

    SegmentedControl *m_level;
    SettingRow *m_levelRow;
    int m_kept = 0; ///< The level that holds.
};

} // namespace ui
