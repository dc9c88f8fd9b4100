#pragma once

#include <QWidget>

#include "admin/admin_client.h"

namespace ui {

class CodeBlock;

/// How to make the first call, where there is none to show yet.
/// Thread: main. `client` must outlive it.
class FirstCallHelp final : public QWidget {
    Q_OBJECT
public:
    explicit FirstCallHelp(admin::AdminClient &client, QWidget *parent = nullptr);

private:
    void refresh();
    admin::AdminClient &m_client;
    CodeBlock *m_curl;
};

} // namespace ui
