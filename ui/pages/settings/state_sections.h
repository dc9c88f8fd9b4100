#pragma once

#include "base/json.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class Badge;
class Button;
class CopyButton;
class Label;

/// Where providers' keys are kept, what is the matter with that and the way out.
class KeychainSection final : public SettingSection {
    Q_OBJECT
public:
    explicit KeychainSection(QWidget *parent = nullptr);
    void setStatus(const base::Json &status);

private:
    Badge *m_badge;
    SettingRow *m_row;
};

/// Where everything is kept, and whether all of it can be read and written.
class DataSection final : public SettingSection {
    Q_OBJECT
public:
    explicit DataSection(QWidget *parent = nullptr);
    void setStatus(const base::Json &status);

private:
    Label *m_path;
    CopyButton *m_copy;
    Button *m_open;
    Badge *m_storage;
    Badge *m_ledger;
    SettingRow *m_storageRow;
    SettingRow *m_ledgerRow;
};

/// What this program is.
class AboutSection final : public SettingSection {
    Q_OBJECT
public:
    explicit AboutSection(QWidget *parent = nullptr);
    void setStatus(const base::Json &status);

Q_SIGNALS:
    void licencesWanted();

private:
    SettingRow *m_version;
};

} // namespace ui
