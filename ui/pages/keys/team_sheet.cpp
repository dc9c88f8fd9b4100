#include "ui/pages/keys/team_sheet.h"

#include "ui/pages/keys/act_rows.h"
#include "ui/text/time_text.h"
#include "ui/widgets/button.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

TeamSheet::TeamSheet(admin::AdminClient &client, QWidget &window, const TeamRow &team)
    : OwnerSheet(client, window, "teams", team)
{
    setObjectName(u"teamSheet"_s);
    setTitle(isNew() ? tr("Add a team") : team.name);
    setSubtitle(isNew() ? tr("What is a team's own is seen by no other team")
                        : tr("Added %1").arg(dayText(team.createdAt)));
    addName({});
    addRest(tr("Limits of all its keys together"), tr("Its users cannot sign in, and its keys are refused."));
    buildActs(team);
    begin();
}

void TeamSheet::buildActs(const TeamRow &team)
{
    ActRows *acts = addActs();
    if (!acts)
        return;
    const QString meaning =
        team.members > 0 ? tr("Its %n user(s) are moved or removed first.", nullptr, team.members)
        : team.keys > 0
            ? tr("Its %n key(s) are revoked for good. Past calls and costs keep its name.", nullptr, team.keys)
            : tr("Past calls and costs keep its name.");
    Button *remove = acts->add(u"removeTeam"_s, tr("Remove"), meaning, true);
    remove->setEnabled(team.members == 0);
    connect(remove, &QAbstractButton::clicked, this, [this] {
        const QString id = this->id();
        close();
        Q_EMIT removeWanted(id);
    });
}

} // namespace ui
