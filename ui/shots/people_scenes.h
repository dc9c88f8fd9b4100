#pragma once

#include "ui/shots/scenes.h"

/// Scenes of the page "Keys & users", with people that no gateway has.
namespace ui::people_scenes {

void showKeys(const Stage &stage);
void editKey(const Stage &stage);
void rotateKey(const Stage &stage);
void signKey(const Stage &stage);
void showUsers(const Stage &stage);
void showNoUsers(const Stage &stage);
void addUser(const Stage &stage);
void editUser(const Stage &stage);
void givePassword(const Stage &stage);
void showTeams(const Stage &stage);
void showNoTeams(const Stage &stage);
void addTeam(const Stage &stage);
void editTeam(const Stage &stage);

} // namespace ui::people_scenes
