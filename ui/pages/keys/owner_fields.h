#pragma once

#include <vector>

#include <QWidget>

#include "ui/pages/keys/key_row.h"

class QComboBox;

namespace ui {

class FormField;

/// A user or a team, to be chosen from.
struct OwnerChoice {
    QString id{};
    QString name{};
    QString team{}; ///< Of a user: their team's id.
    bool operator==(const OwnerChoice &) const = default;
};

/// Reads an answer of `users.list` or `teams.list`.
std::vector<OwnerChoice> parseOwners(const base::Json &answer);

/// Fills a list of teams to choose one from, `none` first. The chosen one stays, also when it is no longer there.
void offerTeams(QComboBox &box, const std::vector<OwnerChoice> &teams, const QString &none);
/// A box whose names may be long: they widen nothing. `name` is what its list is called to those who hear it.
void keepNarrow(QComboBox &box, const QString &name);

/// Whose a key is: a user, and a team. Once given, both stay.
class OwnerFields final : public QWidget {
    Q_OBJECT
public:
    explicit OwnerFields(QWidget *parent = nullptr);

    void setUsers(std::vector<OwnerChoice> users);
    void setTeams(std::vector<OwnerChoice> teams);
    /// What the key has, which can no longer be changed.
    void setRow(const KeyRow &row);
    QString user() const;
    QString team() const;
    /// There is somebody to choose from, or somebody whose it is.
    bool isNeeded() const;

private:
    void offer();
    void follow();
    std::vector<OwnerChoice> m_users{};
    std::vector<OwnerChoice> m_teams{};
    KeyRow m_row{};
    QComboBox *m_user;
    QComboBox *m_team;
    FormField *m_userField;
    FormField *m_teamField;
};

} // namespace ui
