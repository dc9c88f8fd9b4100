#pragma once

#include "ui/pages/settings/number_section.h"
#include "ui/widgets/tick_list.h"

namespace ui {

class Switch;

/// Whether providers' keys are checked by themselves, how often, what counts as a failure, and whose are left out.
/// Thread: main. `client` must outlive it.
class ChecksSection final : public NumberSection {
    Q_OBJECT
public:
    explicit ChecksSection(admin::AdminClient &client, QWidget *parent = nullptr);

private:
    void addExcept();
    void take(const base::Json &settings) override;
    void askProviders();
    void offer(const base::Json &providers);
    void saveOn(bool wanted);
    void saveExcept();

    Switch *m_on;
    SettingRow *m_onRow;
    TickList *m_except = nullptr;
    SettingRow *m_exceptRow = nullptr;
    QStringList m_left{}; ///< Out, as it holds.
    std::vector<TickList::Choice> m_choices{};
    bool m_asking = false;
};

} // namespace ui
