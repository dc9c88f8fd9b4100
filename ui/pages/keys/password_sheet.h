#pragma once

#include "admin/admin_client.h"
#include "ui/widgets/sheet.h"

namespace ui {

class Button;
class Label;
class SecretClipboard;

/// Makes a password that is good for one sign-in, after it was said what that means, and shows it once. Deletes itself
/// when it is closed. Thread: main. `client` and `clipboard` must outlive it.
class PasswordSheet final : public Sheet {
    Q_OBJECT
public:
    PasswordSheet(QWidget &window, admin::AdminClient &client, SecretClipboard &clipboard, const QString &userId,
                  const QString &userName);

private:
    void make();
    void showPassword(const QString &password);
    admin::AdminClient &m_client;
    SecretClipboard &m_clipboard;
    QString m_userId;
    QString m_userName;
    QWidget *m_content;
    Label *m_words;
    Label *m_trouble;
    Button *m_cancel;
    Button *m_act;
};

} // namespace ui
