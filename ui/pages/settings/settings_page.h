#pragma once

#include <vector>

#include "admin/admin_client.h"
#include "ui/widgets/page.h"

namespace ui {

class AboutSection;
class AddressSection;
class BodiesSection;
class BooksSection;
class CallersSection;
class CallsSection;
class ChecksSection;
class DataSection;
class KeychainSection;
class LogSection;
class PageScroll;
class SearchField;
class SecuritySection;
class SettingSection;
class SwitchSection;

/// How window and gateway behave on this computer. Every change holds at once, or says what it waits for.
/// Thread: main.
class SettingsPage final : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;
    /// Scrolls to a section: `general`, `address`, `callers`, `security`, `calls`, `switch`, `books`, `bodies`, `checks`, `log`, `keychain`, `data` or
    /// `about`.
    void showItem(const QString &item) override;

private:
    void addSections();
    void followSections();
    void buildSearch();
    void filter(const QString &text);
    void take(const base::Json &status);
    void checkUp();
    admin::AdminClient &m_client;
    SearchField *m_search;
    PageScroll *m_scroll;
    AddressSection *m_address = nullptr;
    CallersSection *m_callers = nullptr;
    SecuritySection *m_security = nullptr;
    CallsSection *m_calls = nullptr;
    SwitchSection *m_switch = nullptr;
    BooksSection *m_books = nullptr;
    ChecksSection *m_checks = nullptr;
    LogSection *m_log = nullptr;
    BodiesSection *m_bodies = nullptr;
    KeychainSection *m_keychain = nullptr;
    DataSection *m_data = nullptr;
    AboutSection *m_about = nullptr;
    QWidget *m_noMatch = nullptr;
    std::vector<SettingSection *> m_sections{};
    bool m_asking = false;
};

} // namespace ui
