#pragma once

#include "ui/pages/keys/owner_sheet.h"

namespace ui {

/// Adds or changes one team.
class TeamSheet final : public OwnerSheet {
    Q_OBJECT
public:
    TeamSheet(admin::AdminClient &client, QWidget &window, const TeamRow &team);

private:
    void buildActs(const TeamRow &team);
};

} // namespace ui
