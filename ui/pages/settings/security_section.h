#pragma once

#include <map>

#include "base/json.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class Badge;

/// The check-up of security in plain words: what holds, how good that is, and where to change it. Empty, and so not
/// to be seen, until the gateway has told.
class SecuritySection final : public SettingSection {
    Q_OBJECT
public:
    explicit SecuritySection(QWidget *parent = nullptr);
    void setCheckUp(const base::Json &answer);

private:
    struct Line {
        SettingRow *row;
        Badge *badge;
    };
    Line &lineOf(const QString &id);
    std::map<QString, Line> m_lines{};
};

} // namespace ui
